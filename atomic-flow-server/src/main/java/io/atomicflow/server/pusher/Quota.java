package io.atomicflow.server.pusher;

import java.util.function.LongSupplier;

/** So many a second, for any thread. */
final class Quota {

    private final int perSecond;
    private final LongSupplier nanoTime;
    private final TokenBucket bucket;

    Quota(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.bucket = new TokenBucket(perSecond, perSecond, nanoTime.getAsLong());
    }

    int perSecond() {
        return perSecond;
    }

    /** Takes all of {@code many}, or none. What is more than a second may have counts as a second's. */
    synchronized boolean tryTake(int many) {
        return bucket.tryTake(Math.min(many, perSecond), nanoTime.getAsLong());
    }
}
