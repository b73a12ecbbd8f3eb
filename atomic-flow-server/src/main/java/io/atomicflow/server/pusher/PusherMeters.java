package io.atomicflow.server.pusher;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is counted of the clients, for whoever watches the server from outside. Any thread may call. */
final class PusherMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    /** Those of WebSocket itself, and ours. */
    private static final Set<Integer> KNOWN_CODES = IntStream.concat(
            IntStream.rangeClosed(1000, 1015),
            Arrays.stream(CloseReason.values()).mapToInt(CloseReason::code))
            .boxed()
            .collect(Collectors.toUnmodifiableSet());

    private final MeterRegistry registry;
    private final Counter messagesIn;
    private final Counter messagesOut;
    private final Counter bytesIn;
    private final Counter bytesOut;
    private final Counter dropped;
    private final Counter malformed;
    private final Counter ignored;
    private final Counter clientEvents;
    private final Counter published;
    private final Timer publishToSend;

    PusherMeters(MeterRegistry registry) {
        this.registry = registry;
        this.messagesIn = counter("messages.in", "Messages that clients sent");
        this.messagesOut = counter("messages.out", "Messages that clients were sent");
        this.bytesIn = counter("bytes.in", "Bytes of the messages that clients sent");
        this.bytesOut = counter("bytes.out", "Bytes of the messages that clients were sent");
        this.dropped = counter("messages.dropped", "Messages that waited for a client when it was sent away");
        this.malformed = counter("messages.malformed", "Messages of clients that made no sense");
        this.ignored = counter("messages.ignored", "Messages of clients with an event that is not known");
        this.clientEvents = counter("events.client", "Events that clients sent to others");
        this.published = counter("events.published", "Events that came in over HTTP or from the server itself");
        this.publishToSend = Timer.builder("atomicflow.pusher.publish.to.send")
                .description("From when an event came in to when a client's socket took it")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder("atomicflow.pusher." + name).description(description).register(registry);
    }

    /** Shows how an app stands, from now on. */
    void watch(RunningApp app) {
        Gauge.builder("atomicflow.pusher.connections", app, of -> of.registry().size())
                .description("Clients that are connected")
                .tag("app", app.app().id())
                .register(registry);
        Gauge.builder("atomicflow.pusher.channels", app, RunningApp::channelCount)
                .description("Channels that exist")
                .tag("app", app.app().id())
                .register(registry);
    }

    void watch(Budget budget) {
        Gauge.builder("atomicflow.pusher.queue.borrowed", budget, Budget::taken)
                .description("Bytes that wait for slow clients beyond what each has of its own")
                .baseUnit("bytes")
                .register(registry);
    }

    void heard(int bytes) {
        messagesIn.increment();
        bytesIn.increment(bytes);
    }

    void sent(List<EncodedEvent> messages, long now) {
        messagesOut.increment(messages.size());
        long bytes = 0;
        for (EncodedEvent message : messages) {
            bytes += message.weight();
            if (message.isTimed()) {
                publishToSend.record(now - message.publishedAt(), TimeUnit.NANOSECONDS);
            }
        }
        bytesOut.increment((double) bytes);
    }

    void dropped(int messages) {
        dropped.increment(messages);
    }

    void malformed() {
        malformed.increment();
    }

    void ignored() {
        ignored.increment();
    }

    void clientEvent() {
        clientEvents.increment();
    }

    void published() {
        published.increment();
    }

    /** A client was refused or sent away. */
    void closed(CloseReason reason) {
        Counter.builder("atomicflow.pusher.closed")
                .description("Clients that were refused or sent away")
                .tag("code", Integer.toString(reason.code()))
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    /** A socket is no more, whoever ended it, with the code that it was closed with; clients may choose any. */
    void ended(int code) {
        Counter.builder("atomicflow.pusher.ended")
                .description("Sockets that are no more, by the code that they were closed with")
                .tag("code", KNOWN_CODES.contains(code) ? Integer.toString(code) : "other")
                .register(registry)
                .increment();
    }
}
