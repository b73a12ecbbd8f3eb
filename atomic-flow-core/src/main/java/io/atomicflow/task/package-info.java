/**
 * The domain: what a task is and what becomes of it. Nothing here knows how tasks are run.
 *
 * <p>Entry point: {@link io.atomicflow.task.Task}. The journey of a task, in the words of {@link
 * io.atomicflow.task.TaskState}:
 *
 * <pre>
 *   SCHEDULED → QUEUED → LOCK_CHECK → IN_PROGRESS → COMPLETE
 *                                                 ↘ FAILED, CANCELLED, TIMED_OUT
 * </pre>
 */
package io.atomicflow.task;
