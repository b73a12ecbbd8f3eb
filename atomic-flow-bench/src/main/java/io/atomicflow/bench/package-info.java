/**
 * JMH benchmarks: one class a question, the peers beside us in the same run.
 *
 * <p>A number here counts only as a ratio to another of the same run. Entry point: {@link
 * io.atomicflow.bench.DispatchLatency}.
 */
@org.jspecify.annotations.NullMarked
package io.atomicflow.bench;
