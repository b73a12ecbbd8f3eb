package io.atomicflow.server.live;

import io.atomicflow.LimitSnapshot;

/** One limit as the dashboard draws it. */
record LimitPoint(String key, int permits, int held, int waiting, boolean paused) {

    static LimitPoint of(LimitSnapshot limit) {
        return new LimitPoint(limit.key(), limit.permits(), limit.held(), limit.waiting(), limit.paused());
    }
}
