package io.atomicflow.server;

import io.atomicflow.server.pusher.PusherServer;
import java.time.Duration;

/** Sends the clients away in slices, so that they do not all come back to the next server in the same moment. */
record Farewell(PusherServer pusher, int slices, Duration between) {

    static Farewell of(PusherServer pusher) {
        return new Farewell(pusher, 10, Duration.ofMillis(50));
    }

    /** Returns when all have been told; an interrupt makes it tell all who are left at once. */
    void say() {
        int sliceSize = Math.max(1, (int) Math.ceil((double) pusher.connected() / slices));
        while (pusher.sayGoodbye(sliceSize) > 0) {
            try {
                Thread.sleep(between);
            } catch (InterruptedException hurry) {
                pusher.sayGoodbye(Integer.MAX_VALUE);
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
