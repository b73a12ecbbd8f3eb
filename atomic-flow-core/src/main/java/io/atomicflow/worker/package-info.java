/**
 * Threads: who does the work, how they sleep and how they are woken, and what time it is.
 *
 * <p>Entry points: {@link io.atomicflow.worker.Workers} chooses the kind and number of threads; {@link
 * io.atomicflow.worker.WorkerPool} keeps them busy from a {@link io.atomicflow.worker.WorkSource}; {@link
 * io.atomicflow.worker.FlowThreads} is the only class that starts any.
 */
package io.atomicflow.worker;
