package io.atomicflow.server.door;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One connection, from when it is opened until it is closed or speaks WebSocket. At each moment it is either at a
 * stage that has to be over by some time, or gone.
 *
 * <p><b>Thread-safety:</b> told by the threads of Jetty, looked at by the one that checks; whoever ends the visit
 * ends it for good.
 */
final class Visit {

    private enum Stage {
        WAITING,
        SENDING_BODY,
        BEING_ANSWERED,
        BETWEEN_REQUESTS,
        GONE
    }

    private final DoorLimits limits;
    private final LongSupplier nanoTime;
    private final Runnable hangUp;
    private final Runnable waitingIsOver;
    private Stage stage = Stage.WAITING;
    private long askedAt;
    private long deadline;

    Visit(DoorLimits limits, LongSupplier nanoTime, Runnable hangUp, Runnable waitingIsOver) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.hangUp = hangUp;
        this.waitingIsOver = waitingIsOver;
        this.deadline = nanoTime.getAsLong() + limits.header().toNanos();
    }

    /** The header of a request is complete. */
    synchronized void asked(boolean bodyFollows) {
        askedAt = nanoTime.getAsLong();
        if (bodyFollows) {
            enter(Stage.SENDING_BODY, askedAt, limits.body());
        } else {
            enter(Stage.BEING_ANSWERED, askedAt, limits.answer());
        }
    }

    /** The body is complete, too. */
    synchronized void hasSentBody() {
        if (stage == Stage.SENDING_BODY) {
            enter(Stage.BEING_ANSWERED, askedAt, limits.answer());
        }
    }

    /** The request has ended, and another one may come. */
    synchronized void answered() {
        enter(Stage.BETWEEN_REQUESTS, nanoTime.getAsLong(), limits.keepAlive().plus(limits.header()));
    }

    /** Closed, or WebSocket from now on. */
    synchronized void left() {
        enter(Stage.GONE, 0, Duration.ZERO);
    }

    /** Whether it was time to hang up, which was then done. */
    boolean hangUpIfLate(long now) {
        synchronized (this) {
            if (stage == Stage.GONE || now - deadline < 0) {
                return false;
            }
            left();
        }
        hangUp.run();
        return true;
    }

    private void enter(Stage next, long since, Duration time) {
        if (stage == Stage.GONE) {
            return;
        }
        boolean waited = stage == Stage.WAITING;
        stage = next;
        deadline = since + time.toNanos();
        if (waited) {
            waitingIsOver.run();
        }
    }
}
