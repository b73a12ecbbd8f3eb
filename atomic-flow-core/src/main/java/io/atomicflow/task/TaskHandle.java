package io.atomicflow.task;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Follows one accepted task to its end.
 *
 * <p><b>Thread-safety:</b> all methods may be called by any thread at any time.
 *
 * <p><b>Memory ordering:</b> what the submitter wrote before {@code submit} is visible to the body; what the body
 * wrote is visible to whoever saw the task's end through this handle. At that moment its permit has been given back
 * already.
 *
 * <p><b>Blocking and interruption:</b> only {@code join} and {@code await} wait. An interrupt ends an {@code await}
 * and nothing else: the task goes on. A body may wait for other tasks of its own flow: while it does, another thread
 * works in its place. If the other task could never get its permit, because all of them are held by bodies that wait
 * like this one, the wait ends with an {@link IllegalStateException} that says so.
 *
 * @param <T> what the task returns
 */
public interface TaskHandle<T extends @Nullable Object> {

    /**
     * Returns the number of the task, unique within its flow; a later submit has a higher one.
     *
     * @return the id, from 1
     */
    long id();

    /**
     * Returns the name that the task was given.
     *
     * @return the name, or {@code "task"} if it was given none
     */
    String name();

    /**
     * Returns the key of the limit that the task runs under.
     *
     * @return the key
     */
    String limit();

    /**
     * Returns which try the task is at.
     *
     * @return the attempt, from 1
     */
    int attempt();

    /**
     * Returns what the task was given as notes.
     *
     * @return the attributes, in no special order; immutable
     */
    Map<String, String> attributes();

    /**
     * Says in words, for people, where the task is and what it waits for: {@code "waiting for 'reports': 2 of 2 permits
     * held, 3rd in line, 1.2 s"}. For rare occasions: it walks the line of the limit. The wording may change.
     *
     * @return one line of text
     */
    String explain();

    /**
     * Returns where the task is right now.
     *
     * @return the state
     */
    TaskState state();

    /**
     * Asks for the task to end as {@link TaskState#CANCELLED}. Takes constant time, never blocks. A task that does
     * not run yet ends at once, and never runs. A running one is marked first, then interrupted once, and ends when
     * its body returns, whatever the body makes of it.
     *
     * @return whether this call is what cancels the task; false if it had ended or was being cancelled already
     */
    boolean cancel();

    /**
     * Waits for the end and returns what the body returned. Is not interruptible; see {@link #await()} for that.
     *
     * @return the result
     * @throws java.util.concurrent.CompletionException if the body threw (its cause is what it threw; what was itself a
     *     {@code CompletionException} or a {@code CancellationException} comes as it is), or if a time limit ran out
     *     (its cause is a {@link TaskTimeoutException})
     * @throws java.util.concurrent.CancellationException if the task was cancelled
     */
    T join();

    /**
     * Waits for the end.
     *
     * @return how the task ended
     * @throws InterruptedException if the calling thread is interrupted; the task is not touched
     */
    TaskOutcome<T> await() throws InterruptedException;

    /**
     * Waits for the end, but not for ever.
     *
     * @param timeout how long to wait at the most; zero or less looks once
     * @return how the task ended, or empty if it has not ended in time
     * @throws InterruptedException if the calling thread is interrupted; the task is not touched
     */
    Optional<TaskOutcome<T>> await(Duration timeout) throws InterruptedException;

    /**
     * Returns how the task ended, without waiting.
     *
     * @return the outcome, or empty as long as there is none
     */
    Optional<TaskOutcome<T>> outcome();

    /**
     * Returns a future of the end. Each call returns a new one: to complete or cancel it changes nothing for the task.
     * Actions that depend on it run on the thread that ends the task (a worker, who cancels, who closes the flow), so
     * they should be short, or asynchronous. A body that waits for it is covered for as if it waited for the handle,
     * but not one that waits for {@code CompletableFuture.allOf} or {@code anyOf}: these are futures of the JDK's own.
     *
     * @return a future that completes with the result, or exceptionally: its cause is what the body threw, a {@link
     *     java.util.concurrent.CancellationException} or a {@link TaskTimeoutException}
     */
    CompletableFuture<T> toCompletableFuture();
}
