/**
 * The engine: it puts the parts together and takes a task from its submit to its end.
 *
 * <p>Entry point: {@link io.atomicflow.AtomicFlow}. Inside:
 *
 * <pre>
 *   submit ──→ Slots ──→ queue ──→ TaskRun: lock check ──→ body ──→ permit back ──→ event ──→ future
 *                          ↑             │ no permit                     │
 *                     ready line ←── Limit's line ──→ next waiter ←──────┘
 *
 *   AtomicFlow   what users call               TaskRun    one task, moved on by one CAS a step (Phase)
 *   Engine       queues, workers, timers       Counters   how many passed which point of the way
 *   Shutdown     drain, cancel, abandon        Settling   waits until all tasks have ended
 * </pre>
 */
package io.atomicflow;
