package io.atomicflow.server;

import io.atomicflow.AtomicFlow;
import io.atomicflow.CloseReport;
import io.atomicflow.metrics.FlowMetrics;
import io.atomicflow.server.api.ApiParts;
import io.atomicflow.server.api.DemoChannels;
import io.atomicflow.server.demo.CountsSinceReset;
import io.atomicflow.server.demo.FlowControl;
import io.atomicflow.server.demo.KnownTasks;
import io.atomicflow.server.demo.LimitDesk;
import io.atomicflow.server.demo.LoadInjector;
import io.atomicflow.server.demo.ScenarioRunner;
import io.atomicflow.server.door.ClientAddress;
import io.atomicflow.server.door.DoorLimits;
import io.atomicflow.server.door.HandshakeRate;
import io.atomicflow.server.door.JettyDoor;
import io.atomicflow.server.journal.TaskJournal;
import io.atomicflow.server.live.LiveChannels;
import io.atomicflow.server.live.LiveFeeds;
import io.atomicflow.server.live.LiveTicker;
import io.atomicflow.server.live.LiveView;
import io.atomicflow.server.pusher.PusherServer;
import io.atomicflow.server.pusher.PusherSettings;
import io.atomicflow.worker.Workers;
import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything put together: a flow, what is told of it, and the two ways in. */
final class AtomicFlowServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFlowServer.class);
    private static final Duration CHECK_PERIOD = Duration.ofSeconds(1);

    private final ServerConfig config;
    private final AtomicFlow flow;
    private final KnownTasks tasks;
    private final LoadInjector injector;
    private final ScenarioRunner scenarios;
    private final FlowControl control;
    private final PusherServer pusher;
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Ticks ticks = new Ticks();
    private final LiveTicker ticker;
    private final JettyDoor door;
    private final Javalin web;
    private final AtomicBoolean closed = new AtomicBoolean();

    private AtomicFlowServer(ServerConfig config, DoorLimits limits) {
        this.config = config;
        LiveView view = new LiveView();
        Clock clock = Clock.systemUTC();
        this.tasks = new KnownTasks(clock);
        TaskJournal journal = new TaskJournal(tasks::contains);
        this.flow = AtomicFlow.builder()
                .workers(Workers.persistent(config.workers()))
                .queueCapacity(config.capacity())
                .semaphores(config.semaphore().semaphores())
                .listener(view.listener())
                .listener(journal)
                .build();
        new FlowMetrics(flow).bindTo(metrics);
        try {
            this.injector = new LoadInjector(flow, tasks);
            this.scenarios = new ScenarioRunner(flow, injector, ticks::after, System::nanoTime, clock);
            LimitDesk limitDesk = new LimitDesk(flow);
            CountsSinceReset counts = new CountsSinceReset(flow);
            this.control = new FlowControl(flow, tasks, limitDesk, counts);
            control.stopOnReset(scenarios::stop);
            OriginRule origins = new OriginRule(config.allowedOrigins(), config.isLoopback());
            ClientAddress clients = ClientAddress.behind(config.trustedProxies());
            String demo = config.demoApp().id();
            LiveFeeds feeds = view.feeds(
                    demo,
                    config.channels(),
                    counts,
                    () -> !injector.isAccepting(),
                    tasks::forEachUnfinished,
                    tasks::unfinished,
                    clock);
            this.pusher = new PusherServer(
                    PusherSettings.of(config.pathPrefix(), config.maxConnections()),
                    config.apps(),
                    origins::allows,
                    new FrontDoor(clients, HandshakeRate.standard(System::nanoTime)),
                    feeds,
                    metrics,
                    System::nanoTime);
            this.ticker = new LiveTicker(feeds, pusher.channels(demo), pusher::connected, System::nanoTime);
            this.door = new JettyDoor(limits, clients, System::nanoTime);
            ApiParts parts = new ApiParts(
                    new DemoChannels(config.demoApp(), config.channels().prefix(), LiveChannels.PRIVATE::has),
                    Version.current(),
                    config.readOnly(),
                    counts,
                    injector,
                    tasks,
                    journal,
                    limitDesk,
                    control,
                    scenarios,
                    clock);
            this.web = WebServer.start(config, origins, clients, door, parts, pusher, metrics);
        } catch (RuntimeException couldNotStart) {
            ticks.close();
            flow.close(Duration.ZERO);
            throw couldNotStart;
        }
    }

    /** A server that accepts connections. */
    static AtomicFlowServer start(ServerConfig config) {
        return start(config, DoorLimits.standard());
    }

    static AtomicFlowServer start(ServerConfig config, DoorLimits limits) {
        AtomicFlowServer server = new AtomicFlowServer(config, limits);
        server.ticks.every(LiveTicker.PERIOD, server.ticker::tick);
        server.ticks.every(CHECK_PERIOD, server.pusher::check);
        server.ticks.every(CHECK_PERIOD, server.door::check);
        return server;
    }

    int port() {
        return web.port();
    }

    URI uri() {
        String name = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return URI.create("http://" + name + ":" + port());
    }

    /** How the clients are seen from here, for tests. */
    PusherServer pusher() {
        return pusher;
    }

    /** How many connections have not asked for anything yet, for tests. */
    int waiting() {
        return door.waiting();
    }

    /** How many tasks have not ended, for tests. */
    long liveTasks() {
        return flow.snapshot().tasks().live();
    }

    /** How many tasks have completed, for tests. */
    long completed() {
        return flow.snapshot().tasks().complete();
    }

    /** Which methods and paths it answers, for tests. */
    List<String> routes() {
        return web.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint.method.name() + " " + route.endpoint.path)
                .toList();
    }

    /** The levers, for tests. */
    FlowControl control() {
        return control;
    }

    boolean isDraining() {
        return !injector.isAccepting();
    }

    /** Takes no more tasks, lets those that are there end while everybody can watch, then sends everybody away. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        LOG.info("stopping: tasks have {} s to end", config.drain().toSeconds());
        scenarios.close();
        injector.stopAccepting();
        control.letGo();
        closeFlow();
        // The last frame is made here, so nobody else may be making one.
        ticks.close();
        try {
            Ticks.guarded(ticker::tick);
            Farewell.of(pusher).say();
        } finally {
            stopServing();
        }
    }

    private void stopServing() {
        try {
            web.stop();
        } finally {
            pusher.close();
        }
    }

    private void closeFlow() {
        try {
            CloseReport report = flow.close(config.drain());
            LOG.info(
                    "{} tasks ended by themselves, {} were cancelled, {} abandoned",
                    report.completed(),
                    report.cancelled(),
                    report.abandoned());
        } catch (RuntimeException bug) {
            LOG.error("the flow did not close as it should; everything else does", bug);
        }
    }
}
