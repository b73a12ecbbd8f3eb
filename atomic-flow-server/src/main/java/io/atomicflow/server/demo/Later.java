package io.atomicflow.server.demo;

import java.time.Duration;

/** Calls when some time has passed. */
@FunctionalInterface
public interface Later {

    /** Returns at once; the call comes from another thread, and must not take long. */
    void call(Duration delay, Runnable work);
}
