package io.atomicflow;

import io.atomicflow.semaphore.PermitSignals;
import io.atomicflow.semaphore.TaskSemaphore;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Permits that live elsewhere: there is none at hand until {@link #arrive} brings one, and each may be {@linkplain
 * #lose lost} while it is held. Written against the public port only, as a user would.
 */
public final class RemoteSemaphore implements TaskSemaphore {

    private final AtomicInteger permits = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicLong lastId = new AtomicLong();
    private final Queue<Long> atHand = new ConcurrentLinkedQueue<>();
    private final Set<Long> given = ConcurrentHashMap.newKeySet();
    private final Set<Long> lost = ConcurrentHashMap.newKeySet();
    private volatile PermitSignals signals;

    public RemoteSemaphore(int permits) {
        resize(permits);
    }

    @Override
    public void connect(PermitSignals toLimit) {
        signals = toLimit;
    }

    /** The other side sends a permit. */
    public long arrive() {
        long id = lastId.incrementAndGet();
        atHand.add(id);
        signals.available();
        return id;
    }

    /** The other side takes a permit away. */
    public void lose(long permitId) {
        lost.add(permitId);
        atHand.remove(permitId);
        signals.lost(permitId);
    }

    /** Tells how many stand in line, as far as this semaphore was told. */
    public int wanted() {
        return wanted.get();
    }

    @Override
    public long tryAcquire() {
        int now = held.get();
        while (now < permits.get()) {
            if (!held.compareAndSet(now, now + 1)) {
                now = held.get();
                continue;
            }
            Long id = atHand.poll();
            if (id == null) {
                held.decrementAndGet();
                return NONE;
            }
            given.add(id);
            return id;
        }
        return NONE;
    }

    @Override
    public boolean release(long permitId) {
        if (!given.remove(permitId)) {
            return false;
        }
        held.decrementAndGet();
        return true;
    }

    @Override
    public void resize(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("permits must be 0 or more, was " + size);
        }
        permits.set(size);
    }

    @Override
    public int permits() {
        return permits.get();
    }

    @Override
    public int held() {
        return held.get();
    }

    @Override
    public void waiterCame() {
        wanted.incrementAndGet();
    }

    @Override
    public void waiterLeft() {
        wanted.decrementAndGet();
    }

    @Override
    public boolean leasesPermits() {
        return true;
    }

    @Override
    public boolean isValid(long permitId) {
        return !lost.contains(permitId);
    }
}
