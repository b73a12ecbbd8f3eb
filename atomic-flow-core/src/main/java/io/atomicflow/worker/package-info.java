/**
 * Threads: who does the work, how they sleep, how they are woken, who works in the place of those that wait, and who
 * sees to it that short work which turns out long holds nobody up.
 *
 * <p>Entry points: {@link io.atomicflow.worker.Workers} chooses the kind and number of threads, {@link
 * io.atomicflow.worker.Idle} what they do when there is nothing to do. For engines: {@link
 * io.atomicflow.worker.WorkerPool} keeps them busy from a {@link io.atomicflow.worker.WorkSource}; {@link
 * io.atomicflow.worker.Timers} does things later; {@link io.atomicflow.worker.FlowThreads} is the only class that
 * starts threads.
 */
package io.atomicflow.worker;
