/**
 * A flow as seen by Micrometer, for those who have it: nothing else in this module needs it.
 *
 * <p>Entry point: {@link io.atomicflow.metrics.FlowMetrics}.
 */
package io.atomicflow.metrics;
