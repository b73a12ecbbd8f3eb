package io.atomicflow.server.pusher;

import com.fasterxml.jackson.databind.JsonNode;
import io.atomicflow.server.pusher.ClientMessage.Subscribe;
import io.atomicflow.server.pusher.SubscriptionCheck.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Acts on what one client says, as long as it does not say too much. For one thread at a time. */
final class Dialogue {

    private static final Logger LOG = LoggerFactory.getLogger(Dialogue.class);

    private final Connection client;
    private final RunningApp app;
    private final Hub hub;
    private final Pacing pacing;
    private final SubscriptionCheck subscriptions;

    Dialogue(Connection client, RunningApp app, Hub hub) {
        this.client = client;
        this.app = app;
        this.hub = hub;
        this.pacing = new Pacing(hub.settings(), app.app(), client.now());
        this.subscriptions = new SubscriptionCheck(app.app(), hub.reader());
    }

    void heard(String text) {
        hub.meters().heard(text.getBytes(StandardCharsets.UTF_8).length);
        if (!mayGoOn()) {
            return;
        }
        switch (hub.reader().read(text)) {
            case ClientMessage.Ping() -> client.tell(ServerMessage.pong());
            case Subscribe wish -> subscribe(wish);
            case ClientMessage.Unsubscribe(String channel) -> client.unsubscribe(channel);
            case ClientMessage.SignIn wish -> signIn(wish);
            case ClientMessage.Event event -> say(event);
            case ClientMessage.Ignored(String event) -> ignore(event);
            case ClientMessage.Malformed(String complaint) -> {
                hub.meters().malformed();
                client.tell(ServerMessage.error(null, complaint));
            }
        }
    }

    /** Notes that the client lives. False if it says too much: then it is not answered. */
    boolean mayGoOn() {
        client.seen();
        long now = client.now();
        if (pacing.message(now)) {
            return true;
        }
        if (pacing.warning(now)) {
            refuse(CloseReason.TOO_MANY_MESSAGES.message());
        } else {
            client.close(CloseReason.TOO_MANY_MESSAGES);
        }
        return false;
    }

    /** A text may come in pieces, but not in thousands of them. */
    void heardPiece() {
        if (!pacing.piece(client.now())) {
            client.close(CloseReason.TOO_MANY_MESSAGES);
        }
    }

    private void ignore(String event) {
        hub.meters().ignored();
        LOG.debug("client {} says {}: ignored", client.id(), Untrusted.printable(event));
    }

    private void subscribe(Subscribe wish) {
        if (!pacing.subscription(client.now())) {
            refuse(wish.channel(), SubscriptionError.tooFast());
            return;
        }
        switch (subscriptions.check(wish, client.id(), client.user())) {
            case Verdict.Refused(SubscriptionError error) -> refuse(wish.channel(), error);
            case Verdict.Welcome(ChannelName name, var member) ->
                client.subscribe(name, member).ifPresent(error -> refuse(wish.channel(), error));
        }
    }

    private void refuse(String channel, SubscriptionError error) {
        LOG.debug("client {} may not listen to {}: {}", client.id(), Untrusted.printable(channel), error.error());
        client.tell(ServerMessage.subscriptionError(channel, error));
        if (error.isAuth() && !pacing.failure(client.now())) {
            client.close(CloseReason.TOO_MANY_REFUSALS);
        }
    }

    private void signIn(ClientMessage.SignIn wish) {
        boolean signed = Signatures.isOfSignIn(app.app(), wish.auth(), client.id(), wish.userData());
        Optional<Member> user = signed ? userOf(wish.userData()) : Optional.empty();
        if (user.isEmpty()) {
            client.close(CloseReason.SIGN_IN_REFUSED);
        } else if (client.signIn(user.get())) {
            client.tell(ServerMessage.signInSucceeded(wish.userData()));
        } else {
            client.tell(ServerMessage.error(
                    CloseReason.SIGN_IN_REFUSED.code(), "This connection is signed in as somebody else"));
        }
    }

    private Optional<Member> userOf(String userData) {
        Optional<JsonNode> data = hub.reader().object(userData);
        return data.flatMap(known -> Member.of(known.path("id"), known.get("user_info")))
                .filter(user -> ChannelName.isUserId(user.id()))
                .filter(user -> user.id().length() <= app.app().limit(AppLimit.USER_ID));
    }

    /** The client says something to all others who listen to the same channel. */
    private void say(ClientMessage.Event event) {
        Optional<String> complaint = complaint(event);
        if (complaint.isPresent()) {
            refuse(complaint.get());
            return;
        }
        hub.meters().clientEvent();
        app.find(event.channel()).ifPresent(channel -> channel.publishFrom(client, event.name(), event.data()));
    }

    private Optional<String> complaint(ClientMessage.Event event) {
        App rules = app.app();
        int perSecond = rules.limit(AppLimit.CLIENT_EVENTS_PER_SECOND);
        if (!rules.has(AppOption.CLIENT_EVENTS)) {
            return Optional.of("This app has no client events");
        }
        if (!ChannelName.of(event.channel()).kind().takesClientEvents()) {
            return Optional.of("Client events go to private and presence channels only");
        }
        if (!client.isSubscribedTo(event.channel())) {
            return Optional.of("Client events go to channels only that you are subscribed to");
        }
        if (event.name().length() > rules.limit(AppLimit.EVENT_NAME)) {
            return Optional.of("An event's name has at most " + rules.limit(AppLimit.EVENT_NAME) + " characters");
        }
        if (event.data().getBytes(StandardCharsets.UTF_8).length > rules.limit(AppLimit.EVENT_BYTES)) {
            return Optional.of("An event's data has at most " + rules.limit(AppLimit.EVENT_BYTES) + " bytes");
        }
        return pacing.clientEvent(client.now())
                ? Optional.empty()
                : Optional.of("At most " + perSecond + " client events a second");
    }

    private void refuse(String complaint) {
        client.tell(ServerMessage.error(CloseReason.TOO_MANY_MESSAGES.code(), complaint));
    }
}
