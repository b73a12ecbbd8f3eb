package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CacheChannelsTest {

    private static final String NEWS = "cache-news";

    private final Clients clients = Clients.of(
            Clients.app(Set.of(), Map.of(AppLimit.CACHE_SECONDS, 60, AppLimit.CHANNELS, 2)));
    private final FakeWire wire = new FakeWire(FakeWire.Pace.AT_ONCE);
    private final Connection client = clients.connect(wire);

    private List<String> events() {
        return wire.sent.stream()
                .skip(1)
                .map(text -> text.replaceFirst("\\{\"event\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private void pass(int seconds) {
        clients.time.pass(Duration.ofSeconds(seconds));
        clients.server.check();
    }

    @Test
    void whoComesHearsThatItMayThenTheLastEventThenWhatIsNew() {
        clients.channels.publish(NEWS, "old", "0");
        clients.channels.publish(NEWS, "last", "1");
        wire.onSend = text -> {
            if (text.contains("succeeded")) {
                clients.channels.publish(NEWS, "new", "2");
            }
        };

        client.heard(Clients.subscribe(NEWS));

        assertEquals(List.of("pusher_internal:subscription_succeeded", "last", "new"), events());
        assertEquals("{\"event\":\"last\",\"channel\":\"cache-news\",\"data\":\"1\"}", wire.sent.get(2));
    }

    @Test
    void whereNothingIsRememberedTheNewcomerIsToldSo() {
        client.heard(Clients.subscribe(NEWS));
        clients.channels.publish(NEWS, "live", "2");

        assertEquals(List.of("pusher_internal:subscription_succeeded", "pusher:cache_miss", "live"), events());
    }

    @Test
    void anEventIsRememberedAsLongAsTheAppSaysAndThenTheChannelIsForgotten() {
        clients.channels.publish(NEWS, "last", "1");
        pass(59);
        assertEquals(1, clients.channelCount());
        assertEquals("{\"occupied\":false,\"cache\":{\"data\":\"1\",\"ttl\":1}}",
                clients.backEnd().get("channels/cache-news", "info", "cache").body());

        pass(1);

        assertEquals(0, clients.channelCount());
        client.heard(Clients.subscribe(NEWS));
        assertEquals(List.of("pusher_internal:subscription_succeeded", "pusher:cache_miss"), events());
    }

    @Test
    void aChannelThatIsLeftIsKeptWhileItRemembers() {
        client.heard(Clients.subscribe(NEWS));
        clients.channels.publish(NEWS, "last", "1");
        client.heard(Clients.unsubscribe(NEWS));
        assertEquals(1, clients.channelCount());
        assertEquals(0, clients.server.occupiedChannels());

        client.heard(Clients.subscribe(NEWS));
        assertTrue(wire.last().contains("last"), wire.last());
        client.ended();
        pass(61);

        assertEquals(0, clients.channelCount());
    }

    @Test
    void aChannelWithoutACacheLeavesNothingWhenItIsLeftOrNeverListenedTo() {
        clients.channels.publish("news", "event", "1");
        assertEquals(0, clients.channelCount());
        client.heard(Clients.subscribe("news"));
        client.heard(Clients.unsubscribe("news"));
        client.heard(Clients.subscribe(NEWS));
        client.heard(Clients.unsubscribe(NEWS));

        assertEquals(0, clients.channelCount());
    }

    @Test
    void anAppHasNoMoreChannelsThanItMayAndOneThatIsForgottenMakesRoom() {
        client.heard(Clients.subscribe("a"));
        clients.channels.publish(NEWS, "last", "1");
        client.heard(Clients.subscribe("b"));
        assertTrue(wire.last().contains("\"status\":4100"), wire.last());
        clients.channels.publish("cache-more", "lost", "1");
        assertEquals(2, clients.channelCount());

        pass(61);
        client.heard(Clients.subscribe("b"));

        assertTrue(wire.last().contains("succeeded"), wire.last());
        assertEquals(2, clients.channelCount());
    }
}
