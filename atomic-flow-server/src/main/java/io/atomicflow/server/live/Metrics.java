package io.atomicflow.server.live;

import io.atomicflow.LimitSnapshot;
import io.atomicflow.Percentiles;
import java.util.List;

/**
 * How fast the flow is and how the process does, once a second.
 *
 * @param atMillis when
 * @param rates how many tasks a second came, and ended in each way
 * @param waits how long permits were waited for, of those granted since the last time
 * @param runs how long bodies ran, of those that ended since the last time
 * @param limits each limit, with its number
 * @param events what became of events
 * @param clients how many are connected
 * @param host how the process does
 */
record Metrics(
        long atMillis,
        Rates rates,
        Percentiles waits,
        Percentiles runs,
        List<Numbered> limits,
        Events events,
        int clients,
        Host host) {

    /** Each a second. */
    record Rates(double submitted, double complete, double failed, double cancelled, double timedOut) {}

    /** A limit and the number by which frames call it. */
    record Numbered(int index, LimitSnapshot limit) {}

    /** How many there are a second, and how many were lost so far. */
    record Events(double perSecond, long dropped) {}

    /** Its memory, and the part of all cores that it takes; −1 if nobody knows. */
    record Host(long usedBytes, long maxBytes, double cpu) {}
}
