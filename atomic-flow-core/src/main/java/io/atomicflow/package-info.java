/**
 * The engine: it puts the parts together and takes a task from its submit to its end.
 *
 * <p>Entry point: {@link io.atomicflow.AtomicFlow}. Inside:
 *
 * <pre>
 *   submit ──→ Intake ──→ Lanes (queue) ──→ TaskRun: lock check ──→ body ──→ Ending: permit back → event → future
 *      ↑          ↑                            │ no permit                     │
 *      └──────────┼── retry ───────────────────┼───────────────────────────────┤
 *              ready line ←─── Limit's line ←──┘      next waiter ←────────────┘
 *
 *   AtomicFlow, FlowBuilder     what users call
 *   Submission, Intake          who gets in, and what becomes of the others (Admission)
 *   Engine                      queue, ready line, workers, timers, limits, events
 *   Completion ← TaskFace ← TaskInLine ← CancellableTask ← ArrivingTask ← TaskRun
 *                               one task: its end, its face, its place, how it is stopped, how it arrives, its way
 *   Phase                       the one number that says what may happen to it next
 *   Extras                      what only some tasks need
 *   Ending, Expiry, Due         what comes after the body, when a time runs out, when a time has come
 *   Succession, Pace            who runs next with the same permit; how short bodies are, and so whether one worker
 *                               is enough
 *   LimitTable, LimitEntry      limits by key, and which of them may go away
 *   Nesting                     bodies that wait for other tasks
 *   Counters, RecentTimes       how many passed which point of the way, and how long it took lately
 *   Attention                   whether anybody waits or listens, so that a task has to do more than to run
 *   Shutdown, Cancelling, Settling      the end of a flow
 *   LimitExecutor               a flow as an ExecutorService
 * </pre>
 */
package io.atomicflow;
