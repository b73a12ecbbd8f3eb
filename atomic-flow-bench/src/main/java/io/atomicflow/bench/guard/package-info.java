/**
 * A short look at whether speed was clearly lost, wide of the noise of a shared machine.
 *
 * <p>Entry point: {@link io.atomicflow.bench.guard.Guard}. It knows no absolute times: all it holds to bounds are
 * ratios within one run, and bytes.
 */
@org.jspecify.annotations.NullMarked
package io.atomicflow.bench.guard;
