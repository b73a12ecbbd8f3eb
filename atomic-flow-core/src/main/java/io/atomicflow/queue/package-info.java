/**
 * The intake: how a task gets from whoever submits it to whoever looks at it first.
 *
 * <p>Entry point: {@link io.atomicflow.queue.TaskQueue}, the lock-free pipe. How many tasks may be in it is not its
 * business: {@link io.atomicflow.queue.Slots} counts that, exactly. What workers count, each by itself, is in {@link
 * io.atomicflow.queue.Tallies}.
 */
package io.atomicflow.queue;
