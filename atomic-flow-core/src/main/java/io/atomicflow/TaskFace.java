package io.atomicflow;

import io.atomicflow.event.TaskEvent;
import io.atomicflow.semaphore.Limit;
import io.atomicflow.semaphore.PermitGate;
import io.atomicflow.task.Priority;
import io.atomicflow.task.TaskContext;
import io.atomicflow.task.TaskPolicy;
import io.atomicflow.task.TaskState;
import io.atomicflow.worker.Runner;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task is made of, and how handle and body see it. {@link TaskRun} moves it on.
 *
 * <p>The phase is one number, changed by CAS. The other fields that change are plain: the owner of the moment writes
 * them, and the CAS that hands the task on publishes them.
 */
abstract class TaskFace<T extends @Nullable Object> extends Completion<T> implements TaskContext {

    private static final VarHandle PHASE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PHASE = lookup.findVarHandle(TaskFace.class, "phase", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long id;
    private final TaskPolicy policy;
    LimitEntry entry;

    private volatile int phase;
    /** Who runs it, or ran it last. */
    @Nullable
    Runner runner;

    TaskFace(long id, TaskPolicy policy, LimitEntry entry, int phase) {
        this.id = id;
        this.policy = policy;
        this.entry = entry;
        PHASE.set(this, Phase.FIRST_ATTEMPT | phase); // plain: the task is handed on before anybody else sees it
    }

    // ---- the phase

    final int word() {
        return phase;
    }

    final int phase() {
        return Phase.of(phase);
    }

    final boolean advanceWord(int from, int to) {
        return PHASE.compareAndSet(this, from, to);
    }

    /** Moves on, unless somebody has left a mark or has moved it on before. */
    final boolean advance(int from, int to) {
        int now = phase;
        return now == Phase.with(now, from) && advanceWord(now, Phase.with(now, to));
    }

    /** Sets the phase as its owner, when nobody else may change it. */
    final void put(int word) {
        PHASE.setRelease(this, word);
    }

    /** Adds marks to whatever is there. */
    final void mark(int marks) {
        int ignored = (int) PHASE.getAndBitwiseOr(this, marks);
    }

    // ---- as the engine sees it

    final Engine engine() {
        return entry.engine();
    }

    /** Whether nothing was asked for but a limit. */
    @SuppressWarnings("ReferenceEquality") // there is one such policy
    final boolean isPlain() {
        return policy == TaskPolicy.PLAIN;
    }

    final TaskPolicy policy() {
        return policy;
    }

    final PermitGate gate() {
        return entry.gate();
    }

    final Limit itsLimit() {
        return entry.limit();
    }

    final float lastProgress() {
        Extras<T> extras = extras();
        return extras == null ? 0 : extras.progress;
    }

    /** When it came into the queue, or the given time if nobody looked at the clock. */
    final long queuedNanos(long untimed) {
        return sinceNanos() == 0 ? untimed : sinceNanos();
    }

    /** To be called once it runs no more. Who reports after that finds that out. */
    final void awaitReporters() {
        Extras<T> extras = extras();
        if (extras != null) {
            extras.awaitReporters();
        }
    }

    /** What all its events have in common. */
    final TaskEvent.Stamp stamp(long sequence, long epochNanos) {
        return new TaskEvent.Stamp(sequence, epochNanos, id, name(), limit(), attempt(), attributes());
    }

    // ---- as handle and body see it

    @Override
    public final long id() {
        return id;
    }

    @Override
    public final long taskId() {
        return id;
    }

    @Override
    public final String name() {
        return policy.name();
    }

    @Override
    public final Map<String, String> attributes() {
        return policy.attributes();
    }

    @Override
    public final Priority priority() {
        return policy.priority();
    }

    @Override
    public final String limit() {
        return entry.limit().key();
    }

    @Override
    public final int attempt() {
        return Phase.attemptOf(phase);
    }

    @Override
    public final TaskState state() {
        return Phase.stateOf(phase);
    }

    @Override
    public final boolean isCancelled() {
        int now = phase;
        return Phase.marksOf(now) != 0 || Phase.stateOf(now) == TaskState.CANCELLED;
    }

    @Override
    public final void progress(double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("progress must be 0 to 1, was " + fraction);
        }
        Extras<T> extras = needsExtras();
        extras.beginReport();
        try {
            int now = phase;
            if (now == Phase.with(now, Phase.RUNNING)) {
                extras.progress = (float) fraction;
                publishProgress(fraction);
            }
        } finally {
            extras.endReport();
        }
    }

    /** To listeners. */
    abstract void publishProgress(double fraction);

    final void resetProgress() {
        Extras<T> extras = extras();
        if (extras != null) {
            extras.progress = 0;
        }
    }

    @Override
    public final String explain() {
        return Explanation.of(this);
    }

    @Override
    public final String toString() {
        return "TaskHandle[" + id + " " + name() + ", limit " + limit() + ", " + state() + "]";
    }
}
