package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Many come, go, speak and are sent away at once. */
class RacesTest {

    private static final long SEED = 20_261_124;
    private static final int THREADS = 4;
    private static final int ROOM = 100_000;

    private final Clients clients = Clients.crowd(1_000, ROOM,
            Clients.app(Set.of(), Map.of(AppLimit.CHANNELS_PER_CONNECTION, 10_000)));

    private record Client(SafeWire wire, Connection connection) {}

    private Client client() {
        SafeWire wire = new SafeWire();
        return new Client(wire, clients.connect(wire));
    }

    /** All of them at once; whatever one throws is thrown, and none takes for ever. */
    private static void atOnce(List<Callable<Void>> all) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
            List<Future<Void>> running = all.stream().map(threads::submit).toList();
            try {
                for (Future<Void> one : running) {
                    one.get(20, TimeUnit.SECONDS);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static List<String> settled(Client client) {
        assertEquals(List.of(), List.copyOf(client.wire.closes));
        client.connection.tell("{\"event\":\"the-end\"}");
        client.wire.await("{\"event\":\"the-end\"}");
        return List.copyOf(client.wire.sent);
    }

    @Test
    void everyUserComesOnceAndGoesOnceHoweverItsTabsInterleave() throws Exception {
        String room = "presence-room";
        Client observer = client();
        observer.connection.heard(Clients.subscribe(observer.connection, room, "{\"user_id\":\"observer\"}"));
        int tabs = 80;
        AtomicReferenceArray<Client> all = new AtomicReferenceArray<>(tabs);
        for (int tab = 0; tab < tabs; tab++) {
            all.set(tab, client());
        }
        AtomicBoolean done = new AtomicBoolean();
        List<Callable<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int own = thread;
            work.add(() -> {
                Random random = new Random(SEED + own);
                for (int i = 0; i < 1_500; i++) {
                    int tab = random.nextInt(tabs / THREADS) * THREADS + own;
                    Client client = all.get(tab);
                    if (!client.connection.isOpen() || random.nextInt(10) == 0) {
                        client.connection.ended();
                        client = client();
                        all.set(tab, client);
                    }
                    client.connection.heard(random.nextBoolean()
                            ? Clients.subscribe(client.connection, room, "{\"user_id\":\"" + userOf(tab) + "\"}")
                            : Clients.unsubscribe(room));
                }
                done.set(true);
                return null;
            });
        }
        work.add(() -> {
            Random random = new Random(SEED);
            while (!done.get()) {
                all.get(random.nextInt(tabs)).connection.close(CloseReason.TERMINATED);
                clients.server.check();
            }
            return null;
        });

        atOnce(work);

        Map<String, Boolean> present = new HashMap<>();
        Pattern change = Pattern.compile(".*member_(added|removed).*user_id\\\\\":\\\\\"([^\\\\]*).*");
        for (String text : settled(observer)) {
            Matcher found = change.matcher(text);
            if (found.matches()) {
                boolean came = found.group(1).equals("added");
                assertEquals(!came, present.getOrDefault(found.group(2), false), "seed " + SEED + ": " + text);
                present.put(found.group(2), came);
            }
        }
        Set<String> expected = new TreeSet<>(Set.of("observer"));
        for (int tab = 0; tab < tabs; tab++) {
            if (all.get(tab).connection.isSubscribedTo(room) && all.get(tab).connection.isOpen()) {
                expected.add(userOf(tab));
            }
        }
        present.put("observer", true);
        present.values().removeIf(Boolean.FALSE::equals);
        assertEquals(expected, new TreeSet<>(present.keySet()), "seed " + SEED);
        Set<String> told = new TreeSet<>();
        Matcher ids = Pattern.compile("\"id\":\"([^\"]*)\"").matcher(
                clients.backEnd().get("channels/" + room + "/users").body());
        while (ids.find()) {
            told.add(ids.group(1));
        }
        assertEquals(expected, told, "seed " + SEED);

        for (int tab = 0; tab < tabs; tab++) {
            all.get(tab).connection.ended();
        }
        observer.connection.ended();
        assertEquals(0, clients.channelCount());
        assertEquals(0, clients.server.connected());
    }

    /** Most tabs are one user's, the others five users'. */
    private static String userOf(int tab) {
        return tab < 50 ? "me" : "user-" + tab % 5;
    }

    @Test
    void allHearTheSameInTheSameOrderAndWhoComesLaterMissesNothingInBetween() throws Exception {
        String channel = "cache-news";
        int each = 400;
        List<Client> steady = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            steady.add(client());
            steady.getLast().connection.heard(Clients.subscribe(channel));
        }
        List<Client> passing = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean done = new AtomicBoolean();
        List<Callable<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int own = thread;
            work.add(() -> {
                for (int i = 0; i < each; i++) {
                    clients.channels.publish(channel, "event", own + "-" + i);
                }
                done.set(true);
                return null;
            });
        }
        for (int thread = 0; thread < 2; thread++) {
            int own = thread;
            work.add(() -> {
                Random random = new Random(SEED + own);
                while (!done.get()) {
                    Client guest = client();
                    passing.add(guest);
                    guest.connection.heard(Clients.subscribe(channel));
                    if (random.nextBoolean()) {
                        guest.connection.heard(Clients.unsubscribe(channel));
                        guest.connection.heard(Clients.subscribe(channel));
                    }
                    if (random.nextBoolean()) {
                        guest.connection.close(CloseReason.TERMINATED);
                    }
                    guest.connection.ended();
                }
                return null;
            });
        }

        atOnce(work);

        List<String> order = events(settled(steady.getFirst()));
        assertEquals(THREADS * each, order.size());
        for (Client client : steady) {
            assertEquals(order, events(settled(client)));
        }
        for (Client guest : passing) {
            requireSlices(order, List.copyOf(guest.wire.sent));
        }
        steady.forEach(client -> client.connection.ended());
        clients.time.pass(java.time.Duration.ofHours(1));
        clients.server.check();
        assertEquals(0, clients.channelCount());
        assertEquals(0, clients.server.connected());
        assertEquals(0, clients.meters.get("atomicflow.pusher.queue.borrowed").gauge().value());
    }

    private static List<String> events(List<String> messages) {
        return messages.stream().filter(text -> text.startsWith("{\"event\":\"event\"")).toList();
    }

    /** From each success on, what came is a piece of {@code order} without a gap. */
    private static void requireSlices(List<String> order, List<String> messages) {
        List<String> slice = new ArrayList<>();
        for (String text : messages) {
            if (text.contains("subscription_succeeded")) {
                slice.clear();
            } else if (text.startsWith("{\"event\":\"event\"")) {
                slice.add(text);
                int first = order.indexOf(slice.getFirst());
                assertTrue(first >= 0 && first + slice.size() <= order.size(), text);
                assertEquals(order.get(first + slice.size() - 1), text);
            }
        }
    }

    @Test
    void aChannelThatIsLeftAndEnteredAtOnceIsNeverLostAndNeverLeftBehind() throws Exception {
        List<Callable<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            work.add(() -> {
                Client own = client();
                for (int i = 0; i < 2_000; i++) {
                    own.connection.heard(Clients.subscribe("door"));
                    String mine = "{\"event\":\"" + own.connection.id() + "\",\"channel\":\"door\",\"data\":\"" + i
                            + "\"}";
                    clients.channels.publish("door", own.connection.id(), Integer.toString(i));
                    own.wire.await(mine);
                    own.connection.heard(Clients.unsubscribe("door"));
                    own.wire.sent.clear();
                }
                own.connection.ended();
                return null;
            });
        }
        work.add(() -> {
            for (int i = 0; i < 2_000; i++) {
                clients.server.check();
            }
            return null;
        });

        atOnce(work);

        assertEquals(0, clients.channelCount());
        assertEquals(0, clients.server.connected());
    }
}
