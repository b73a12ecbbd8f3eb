package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.pusher.client.Pusher;
import com.pusher.client.PusherOptions;
import com.pusher.client.channel.Channel;
import com.pusher.client.channel.PresenceChannel;
import com.pusher.client.channel.PrivateChannel;
import com.pusher.client.channel.PrivateEncryptedChannel;
import com.pusher.client.channel.PrivateEncryptedChannelEventListener;
import com.pusher.client.channel.PusherEvent;
import com.pusher.client.channel.User;
import com.pusher.client.connection.ConnectionState;
import com.pusher.rest.data.PresenceUser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** pusher-java-client, and pusher-http-java that signs for it, both unmodified; notes what it is told. */
final class LibraryClient implements AutoCloseable {

    /** What is listened to; the library tells of nothing else. */
    private static final String[] EVENTS = {"one", "two", "three", "four", "client-said", "pusher:subscription_error"};
    private static final String MASTER_KEY = Base64.getEncoder()
            .encodeToString("thirty-two bytes, as it is asked".getBytes(StandardCharsets.UTF_8));

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final com.pusher.rest.Pusher signer;
    private final Pusher client;
    private volatile String user = "nobody";

    private LibraryClient(TestServer server, com.pusher.rest.Pusher signer) {
        this.signer = signer;
        this.client = new Pusher("atomic-flow", new PusherOptions()
                .setHost("127.0.0.1")
                .setWsPort(server.server.port())
                .setUseTLS(false)
                .setChannelAuthorizer(this::authorize));
    }

    static com.pusher.rest.Pusher backEnd(TestServer server, String secret) {
        var backEnd = new com.pusher.rest.Pusher("atomic-flow", "atomic-flow", secret, MASTER_KEY);
        backEnd.setHost("127.0.0.1:" + server.server.port());
        backEnd.setEncrypted(false);
        return backEnd;
    }

    static LibraryClient connect(TestServer server) {
        return connect(server, backEnd(server, TestServer.SECRET));
    }

    static LibraryClient connect(TestServer server, com.pusher.rest.Pusher signer) {
        LibraryClient client = new LibraryClient(server, signer);
        client.client.connect();
        TestServer.eventually("it is connected",
                () -> client.client.getConnection().getState() == ConnectionState.CONNECTED);
        return client;
    }

    private String authorize(String channel, String socketId) {
        return channel.startsWith("presence-")
                ? signer.authenticate(socketId, channel, new PresenceUser(user, List.of("info of", user)))
                : signer.authenticate(socketId, channel);
    }

    String socketId() {
        return client.getConnection().getSocketId();
    }

    Channel subscribe(String name) {
        return subscribed(client.subscribe(name, new Listener(), EVENTS));
    }

    /** Wishes to hear a private channel; whether it may is {@link #hear heard}. */
    PrivateChannel ask(String name) {
        return client.subscribePrivate(name, new Listener(), EVENTS);
    }

    PrivateChannel subscribePrivate(String name) {
        return subscribed(ask(name));
    }

    PrivateEncryptedChannel subscribeEncrypted(String name) {
        return subscribed(client.subscribePrivateEncrypted(name, new Listener(), EVENTS));
    }

    PresenceChannel attend(String name, String as) {
        user = as;
        return subscribed(client.subscribePresence(name, new PresenceListener(), EVENTS));
    }

    void unsubscribe(String name) {
        client.unsubscribe(name);
    }

    private static <T extends Channel> T subscribed(T channel) {
        TestServer.eventually("it is subscribed", channel::isSubscribed);
        return channel;
    }

    void leave() {
        client.disconnect();
    }

    /** The next things that it is told. */
    List<String> hear(int count) throws InterruptedException {
        List<String> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String one = heard.poll(20, TimeUnit.SECONDS);
            assertNotNull(one, () -> "nothing after " + next);
            next.add(one);
        }
        return next;
    }

    @Override
    public void close() {
        leave();
    }

    private class Listener implements PrivateEncryptedChannelEventListener {

        @Override
        public void onEvent(PusherEvent event) {
            String speaker = event.getUserId() == null ? "" : " by " + event.getUserId();
            heard.add(event.getChannelName() + " " + event.getEventName() + " " + event.getData() + speaker);
        }

        @Override
        public void onSubscriptionSucceeded(String channel) {}

        @Override
        public void onAuthenticationFailure(String message, Exception failure) {
            heard.add("not signed: " + message);
        }

        @Override
        public void onDecryptionFailure(String event, String reason) {
            heard.add("not readable: " + reason);
        }

        @Override
        public void onError(String message, Exception failure) {
            heard.add("refused: " + message);
        }
    }

    private final class PresenceListener extends Listener
            implements
                com.pusher.client.channel.PresenceChannelEventListener {

        @Override
        public void onUsersInformationReceived(String channel, Set<User> users) {
            heard.add("present " + users.stream().map(PresenceListener::text).sorted().toList());
        }

        @Override
        public void userSubscribed(String channel, User user) {
            heard.add("came " + text(user));
        }

        @Override
        public void userUnsubscribed(String channel, User user) {
            heard.add("left " + text(user));
        }

        private static String text(User user) {
            return user.getId() + user.getInfo();
        }
    }
}
