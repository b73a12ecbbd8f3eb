/**
 * jcstress tests: one class a window, that is a place where two threads may meet at the worst moment.
 *
 * <p>The outcomes of a class are its specification. Two small subclasses run each window over the strategies; jcstress
 * looks for actors in the class itself only, so they repeat who acts. Entry point: {@link
 * io.atomicflow.stress.LostWakeUp}.
 */
@org.jspecify.annotations.NullMarked
package io.atomicflow.stress;
