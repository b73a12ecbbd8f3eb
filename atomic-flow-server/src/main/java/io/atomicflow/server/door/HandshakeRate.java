package io.atomicflow.server.door;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often one client may knock: {@code burst} times at once, and {@code perSecond} a second in the long run. A
 * client is an address of IPv4, or a /64 of IPv6.
 *
 * <p>It remembers so many clients and no more; the one that was silent for longest is forgotten first, and begins
 * anew.
 *
 * <p><b>Thread-safety:</b> for any number of threads; one lock is held for a look into a map.
 */
public final class HandshakeRate {

    private static final int STANDARD_PER_SECOND = 1_000;
    private static final int STANDARD_BURST = 10_000;
    private static final int STANDARD_MEMORY = 10_000;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long nanosPerToken;
    private final long nanosToFill;
    private final LongSupplier nanoTime;

    /** When each client's bucket will be full again. The order is that of the last knock. */
    private final Map<IpAddress, Long> fullAt;

    /** A rate for each client, of whom {@code memory} are remembered. */
    public HandshakeRate(int perSecond, int burst, int memory, LongSupplier nanoTime) {
        if (perSecond < 1 || perSecond > SECOND || burst < 1 || memory < 1) {
            throw new IllegalArgumentException("perSecond, burst and memory must be 1 or more");
        }
        this.nanosPerToken = SECOND / perSecond;
        this.nanosToFill = nanosPerToken * burst;
        this.nanoTime = nanoTime;
        this.fullAt = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<IpAddress, Long> eldest) {
                return size() > memory;
            }
        };
    }

    /** 1,000 a second, 10,000 at once. */
    public static HandshakeRate standard(LongSupplier nanoTime) {
        return new HandshakeRate(STANDARD_PER_SECOND, STANDARD_BURST, STANDARD_MEMORY, nanoTime);
    }

    /** Whether this address may knock now. What is no address shares one bucket with all else that is none. */
    public boolean tryTake(String address) {
        IpAddress client = IpLiteral.parseWithPort(address).orElse(IpAddress.NONE).subscriber();
        synchronized (fullAt) {
            long now = nanoTime.getAsLong();
            Long full = fullAt.get(client);
            long start = full != null && full - now > 0 ? full : now;
            if (start + nanosPerToken - now > nanosToFill) {
                return false;
            }
            fullAt.put(client, start + nanosPerToken);
            return true;
        }
    }

    int remembered() {
        synchronized (fullAt) {
            return fullAt.size();
        }
    }
}
