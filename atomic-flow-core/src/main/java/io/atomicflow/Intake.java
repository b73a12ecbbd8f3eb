package io.atomicflow;

import io.atomicflow.queue.Slots;
import io.atomicflow.semaphore.LineRules;
import io.atomicflow.task.FlowClock;
import java.util.function.BooleanSupplier;

/** The way in: who gets a slot of the queue, and what becomes of those for whom there is none. */
final class Intake {

    /** What {@link #admit} answers when the submitter is to do the worker's part. */
    static final long CALLER_RUNS = -3;

    private final Slots slots;
    private final BlockedSubmitters blocked;
    private final LineRules.Blocking blocking;
    private final BooleanSupplier dropsOldest;

    /**
     * @param blocking told of threads that wait for room
     * @param dropsOldest cancels the oldest queued task, and answers whether there was one
     */
    Intake(
            Slots slots, FlowClock clock, Attention attention, LineRules.Blocking blocking,
            BooleanSupplier dropsOldest) {
        this.slots = slots;
        this.blocked = new BlockedSubmitters(slots, clock, attention);
        this.blocking = blocking;
        this.dropsOldest = dropsOldest;
    }

    /**
     * Takes slots, all or none.
     *
     * @return how many were ever taken before these, or {@link #CALLER_RUNS}
     * @throws TaskRejectedException if there is no room, or never will be
     */
    long admit(int count, Admission onFull) {
        boolean linesUp = onFull instanceof Admission.Block && blocked.isAnybodyThere();
        long before = linesUp ? Slots.FULL : slots.take(count);
        if (before >= 0) {
            return before;
        }
        if (before == Slots.FULL && count <= slots.capacity()) {
            before = switch (onFull) {
                case Admission.Reject() -> before;
                case Admission.Block block -> waitForRoom(count, block);
                case Admission.CallerRuns() -> CALLER_RUNS;
                case Admission.DropOldest() -> dropUntilThereIsRoom(count);
            };
        }
        if (before == Slots.CLOSED) {
            throw TaskRejectedException.closed();
        }
        if (before == Slots.FULL) {
            throw full(count);
        }
        return before;
    }

    /**
     * Accepts tasks that pass by the queue.
     *
     * @return how many were ever accepted before these
     * @throws TaskRejectedException if the flow is closed
     */
    long admitPastTheQueue(int count) {
        long before = slots.takeBeyond(count);
        if (before == Slots.CLOSED) {
            throw TaskRejectedException.closed();
        }
        return before;
    }

    /**
     * Tells how many slots could be had now, up to a number.
     *
     * @return how many, 0 if there are none
     * @throws TaskRejectedException if the flow is closed
     */
    int roomFor(int count) {
        if (slots.isClosed()) {
            throw TaskRejectedException.closed();
        }
        return Math.min(count, slots.free());
    }

    TaskRejectedException full(int count) {
        return TaskRejectedException.full(count, slots.free(), slots.capacity());
    }

    private long waitForRoom(int count, Admission.Block block) {
        blocking.begin();
        try {
            return blocked.take(count, BlockedSubmitters.nanosOf(block));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TaskRejectedException.interrupted(slots.free());
        } finally {
            blocking.end();
        }
    }

    private long dropUntilThereIsRoom(int count) {
        long before = slots.take(count);
        boolean hasDropped = true;
        while (before == Slots.FULL && hasDropped) {
            hasDropped = dropsOldest.getAsBoolean();
            before = slots.take(count); // also if there was none: it may have left on its own
        }
        return before;
    }

    /** A task has left the queue. */
    void giveBack() {
        slots.giveBack();
        wakeBlocked();
    }

    /** A slot was given back, and there was a full fence after that. */
    void wakeBlocked() {
        if (blocked.isAnybodyThere()) {
            blocked.wakeFirst();
        }
    }

    /** Takes no more. Who waits for room is refused. */
    void close() {
        slots.close();
        blocked.wakeFirst(); // who leaves wakes the next
    }

    Slots slots() {
        return slots;
    }
}
