package io.atomicflow.server.pusher;

import io.atomicflow.server.pusher.Handshake.Knock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Pusher server: clients come in through {@link PusherUpgrade}, what they are told comes in through {@link
 * Channels}.
 *
 * <p><b>Thread-safety:</b> any thread may call anything. <b>Blocking:</b> nothing here waits for a client.
 */
public final class PusherServer implements Channels {

    private static final Logger LOG = LoggerFactory.getLogger(PusherServer.class);

    private final Hub hub;
    private final Handshake handshake;
    private final SocketIds ids = new SocketIds();
    private volatile boolean closing;

    /**
     * A server that nobody is connected to yet.
     *
     * @param feeds the channels that are read rather than published to
     * @param nanoTime the clock, in nanoseconds from anywhere
     */
    public PusherServer(
            PusherSettings settings, OriginCheck origins, Map<String, Feed> feeds, LongSupplier nanoTime) {
        this.hub = new Hub(settings, feeds, nanoTime);
        this.handshake = new Handshake(settings.appKey(), origins);
    }

    @Override
    public void publish(String channel, String event, String data) {
        if (event.startsWith("pusher:") || event.startsWith("pusher_internal:")) {
            throw new IllegalArgumentException("only the protocol itself may send '" + event + "'");
        }
        Collection<Connection> listeners = hub.subscribers().of(channel);
        if (!listeners.isEmpty()) {
            EncodedEvent encoded = EncodedEvent.of(channel, event, data);
            listeners.forEach(listener -> listener.deliver(encoded));
        }
    }

    @Override
    public void wake(String channel) {
        hub.subscribers().of(channel).forEach(Connection::wake);
    }

    /** Looks for clients that are silent, stuck, or that do not leave; to be called about once a second. */
    public void check() {
        hub.registry().all().forEach(Connection::check);
        hub.departures().check();
    }

    /** How many clients are connected. */
    public int connected() {
        return hub.registry().size();
    }

    /** How many channels have subscribers. */
    public int occupiedChannels() {
        return hub.subscribers().channels();
    }

    /** Who is connected. */
    public List<ConnectionInfo> connections() {
        return hub.registry().all().stream().map(Connection::info).toList();
    }

    /** How many clients were closed because they did not read what they were told. */
    public long closedAsTooSlow() {
        return hub.sentAway(CloseReason.TOO_SLOW) + hub.sentAway(CloseReason.STUCK);
    }

    /** Nobody comes in from here on. */
    public void closeDoor() {
        closing = true;
    }

    /**
     * Sends some of those who are connected away, so that not all of them come back to some other server in the same
     * moment.
     *
     * @return how many are left that were not told yet
     */
    public int sayGoodbye(int clients) {
        closeDoor();
        List<Connection> told = new ArrayList<>();
        for (Connection connection : hub.registry().all()) {
            if (told.size() < clients && connection.close(CloseReason.GOING_AWAY)) {
                told.add(connection);
            }
        }
        return (int) hub.registry().all().stream().filter(Connection::isOpen).count();
    }

    /** Lets a client in whose socket is open, or sends it away. Empty if it was refused. */
    Optional<Connection> admit(Knock knock, Wire wire) {
        Optional<CloseReason> refusal = closing ? Optional.of(CloseReason.GOING_AWAY) : handshake.refusal(knock);
        if (refusal.isPresent()) {
            return refuse(knock, wire, refusal.get());
        }
        Connection connection = new Connection(ids.next(), knock.address(), wire, hub);
        if (!hub.registry().add(connection)) {
            return refuse(knock, wire, CloseReason.OVER_QUOTA);
        }
        connection.greet();
        return Optional.of(connection);
    }

    /** A socket that was refused is no more. */
    void gone(Wire wire) {
        hub.departures().gone(wire);
    }

    int maxMessageBytes() {
        return hub.settings().maxMessageBytes();
    }

    private Optional<Connection> refuse(Knock knock, Wire wire, CloseReason reason) {
        LOG.info(
                "refused a client from {} with {}: {} (path {}, host {}, origin {}, client {} {})",
                knock.address(),
                reason.code(),
                reason.message(),
                Untrusted.printable(knock.path()),
                Untrusted.printable(knock.host()),
                Untrusted.printable(knock.origin()),
                Untrusted.printable(knock.parameter("client")),
                Untrusted.printable(knock.parameter("version")));
        hub.refuse(wire, reason);
        return Optional.empty();
    }
}
