package io.atomicflow;

import io.atomicflow.semaphore.Waiter;
import io.atomicflow.task.TaskPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stands in the line of its limit: by itself as long as it may, later by a {@link LineNode}.
 *
 * <p>What was granted is written by whoever serves the line, into the object that stands there, and counts only if the
 * step to {@code GRANTED} succeeds. An old place of the same task may be written to as well, at a bad moment; it is an
 * object that nobody reads any more.
 */
abstract class TaskInLine<T extends @Nullable Object> extends TaskFace<T> {

    /** Which permit it was granted while it stood in line itself, or was given without, and holds if it runs. */
    private long grantedId;

    /** Whether it stood in line in this attempt. */
    private boolean hasWaited;

    TaskInLine(long id, TaskPolicy policy, LimitEntry entry, int phase) {
        super(id, policy, entry, phase);
    }

    /** A new attempt, a new place, unless it may stand there itself. For the owner. */
    final void renewPlace() {
        if (node() != null) {
            stepAside();
        }
    }

    /** What stands in line in this attempt, or will. */
    final Waiter place() {
        LineNode node = node();
        return node == null ? this : node;
    }

    final void willWait() {
        hasWaited = true;
    }

    /** It was given a permit without having waited for it in this attempt. */
    final void takeDirectly(long permit) {
        hasWaited = false;
        if (node() == null) {
            grantedId = permit;
        } else {
            stepAside().holds(permit);
        }
    }

    /** Which permit it was granted, and holds from then on. For the owner of a task that was. */
    final long permit() {
        LineNode node = node();
        return node == null ? grantedId : node.grantedId();
    }

    /** It gave up its place: from now on it cannot stand in line itself. For the owner. */
    final void hasLeftLine() {
        LineNode ignored = stepAside();
    }

    final boolean hasWaited() {
        return hasWaited;
    }

    /** How long it stood in line until now; 0 if it did not, else at least 1. */
    final long waitedNanos(long now) {
        return hasWaited ? Math.max(1, now - place().sinceNanos()) : 0;
    }

    @Override
    public final boolean isWaiting() {
        return phase() == Phase.WAITING && node() == null;
    }

    @Override
    public final boolean grant(long permit) {
        int now = word();
        if (now != Phase.with(now, Phase.WAITING) || node() != null) {
            return false;
        }
        grantedId = permit;
        return advanceWord(now, Phase.with(now, Phase.GRANTED));
    }

    /** The owner sees to it that its limit is there until it stands in line. */
    final void joinStrictLine() {
        gate().expectOneMore();
        while (gate().isRetired() && entry.endsAfterAll()) {
            entry = engine().limits().findOrMake(limit(), itsLimit().permits());
            gate().expectOneMore();
        }
    }

    private @Nullable LineNode node() {
        Extras<T> extras = extras();
        return extras == null ? null : extras.node;
    }

    /** From now on a node stands in line for it, a new one each time. */
    private LineNode stepAside() {
        LineNode node = new LineNode(this, Phase.with(word(), Phase.WAITING));
        needsExtras().node = node;
        return node;
    }
}
