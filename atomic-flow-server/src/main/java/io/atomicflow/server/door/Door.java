package io.atomicflow.server.door;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets connections in, and hangs up on those that dawdle: a client that drips a byte now and then is never idle, so
 * what counts is when it has finished, not when it was last heard.
 *
 * <p><b>Thread-safety:</b> for any number of threads.
 */
final class Door {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final DoorLimits limits;
    private final LongSupplier nanoTime;
    private final Predicate<IpAddress> speaksForMany;
    private final Waiting waiting;
    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();

    /** {@code speaksForMany} are proxies: whoever comes through one of them is not counted as one client. */
    Door(DoorLimits limits, LongSupplier nanoTime, Predicate<IpAddress> speaksForMany) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.speaksForMany = speaksForMany;
        this.waiting = new Waiting(limits.waiting(), limits.waitingEach());
    }

    /** Lets one in, if not too many others are waiting already. */
    Optional<Visit> enter(IpAddress peer, Runnable hangUp) {
        IpAddress client = peer.subscriber();
        if (!waiting.tryAdd(client, speaksForMany.test(peer))) {
            LOG.debug("turned {} away: {} connections wait without having asked for anything", peer, waiting.all());
            return Optional.empty();
        }
        Visit visit = new Visit(limits, nanoTime, hangUp, () -> waiting.remove(client));
        visits.add(visit);
        return Optional.of(visit);
    }

    void leave(Visit visit) {
        visit.left();
        visits.remove(visit);
    }

    /** Hangs up on whoever has taken too long. */
    void check() {
        long now = nanoTime.getAsLong();
        List<Visit> late = visits.stream().filter(visit -> visit.hangUpIfLate(now)).toList();
        late.forEach(visits::remove);
        if (!late.isEmpty()) {
            LOG.info("hung up on {} connections that took too long", late.size());
        }
    }

    /** How many have not asked for anything yet. */
    int waiting() {
        return waiting.all();
    }

    /** How many connections there are that do not speak WebSocket. */
    int visits() {
        return visits.size();
    }
}
