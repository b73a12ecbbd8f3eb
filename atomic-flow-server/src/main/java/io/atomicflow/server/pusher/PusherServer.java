package io.atomicflow.server.pusher;

import io.atomicflow.server.pusher.Handshake.Knock;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Pusher server: clients come in through {@link PusherUpgrade}, back ends through {@link HttpApi}, and what the server
 * itself has to tell through {@link Channels}.
 *
 * <p><b>Thread-safety:</b> any thread may call anything. <b>Blocking:</b> nothing here waits for a client.
 */
public final class PusherServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PusherServer.class);

    private final Hub hub;
    private final Apps apps;
    private final Handshake handshake;
    private final Doorman doorman;
    private final SocketIds ids = new SocketIds();
    private volatile boolean closing;

    /**
     * A server that nobody is connected to yet.
     *
     * @param feeds the channels that are read rather than published to
     * @param meters where it counts
     * @param nanoTime the clock, in nanoseconds from anywhere
     * @throws IllegalArgumentException if two apps have the same id or the same key
     */
    public PusherServer(
            PusherSettings settings,
            List<App> apps,
            OriginCheck origins,
            Doorman doorman,
            Feeds feeds,
            MeterRegistry meters,
            LongSupplier nanoTime) {
        this.hub = new Hub(settings, feeds, meters, nanoTime);
        this.apps = new Apps(apps.stream().map(app -> new RunningApp(app, hub)).toList());
        this.doorman = doorman;
        this.handshake = new Handshake(settings.pathPrefix(), this.apps, origins);
        this.apps.all().forEach(hub.meters()::watch);
    }

    /**
     * Where the rest of the server says what happened, to the clients of one app.
     *
     * @throws IllegalArgumentException if there is no such app
     */
    public Channels channels(String appId) {
        return new AppChannels(
                apps.withId(appId).orElseThrow(() -> new IllegalArgumentException("there is no app " + appId)));
    }

    /** What back ends ask for over HTTP. */
    public HttpApi http() {
        return new HttpApi(hub.settings(), apps);
    }

    /** Looks for clients that are silent, stuck, or that do not leave; to be called about once a second. */
    public void check() {
        apps.all().forEach(RunningApp::check);
        hub.departures().check();
    }

    /** How many clients are connected. */
    public int connected() {
        return all().mapToInt(app -> app.registry().size()).sum();
    }

    /** How many channels have subscribers, for tests. */
    int occupiedChannels() {
        return all().mapToInt(app -> app.occupied().size()).sum();
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
        List<Connection> open = open();
        open.stream().limit(clients).forEach(client -> client.close(CloseReason.GOING_AWAY));
        return open().size();
    }

    private List<Connection> open() {
        return all().flatMap(app -> app.registry().all().stream()).filter(Connection::isOpen).toList();
    }

    /** Ends its threads. Whoever is still connected is told nothing more. */
    @Override
    public void close() {
        closeDoor();
        hub.lanes().close();
    }

    /** Lets a client in whose socket is open, or sends it away. Empty if it was refused. */
    Optional<Connection> admit(Knock knock, Wire wire) {
        Optional<CloseReason> refusal = refusal(knock);
        if (refusal.isPresent()) {
            return refuse(knock, wire, refusal.get());
        }
        RunningApp app = handshake.app(knock).orElseThrow();
        Connection connection = new Connection(ids.next(), knock.address(), wire, app, hub);
        if (!app.registry().add(connection)) {
            return refuse(knock, wire, CloseReason.OVER_QUOTA);
        }
        if (!hub.takePlace()) {
            app.registry().remove(connection);
            return refuse(knock, wire, CloseReason.OVER_CAPACITY);
        }
        connection.greet();
        return Optional.of(connection);
    }

    private Optional<CloseReason> refusal(Knock knock) {
        if (closing) {
            return Optional.of(CloseReason.STOPPING);
        }
        return doorman.mayKnock(knock.address())
                ? handshake.refusal(knock)
                : Optional.of(CloseReason.TOO_MANY_HANDSHAKES);
    }

    Doorman doorman() {
        return doorman;
    }

    /** A socket is no more; it was closed with {@code code}. */
    void gone(Wire wire, int code) {
        hub.gone(wire);
        hub.meters().ended(code);
    }

    int maxMessageBytes() {
        return hub.settings().maxMessageBytes();
    }

    private Stream<RunningApp> all() {
        return StreamSupport.stream(apps.all().spliterator(), false);
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
        hub.sendAway(wire, reason);
        return Optional.empty();
    }
}
