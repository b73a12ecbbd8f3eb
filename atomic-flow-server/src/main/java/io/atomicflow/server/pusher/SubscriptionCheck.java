package io.atomicflow.server.pusher;

import com.fasterxml.jackson.databind.JsonNode;
import io.atomicflow.server.pusher.ClientMessage.Subscribe;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a client may listen to a channel, and as whom. */
final class SubscriptionCheck {

    private final App app;
    private final MessageReader reader;

    SubscriptionCheck(App app, MessageReader reader) {
        this.app = app;
        this.reader = reader;
    }

    /** What comes of the check. */
    sealed interface Verdict {

        /** It may; on a presence channel as {@code member}. */
        record Welcome(ChannelName channel, @Nullable Member member) implements Verdict {}

        record Refused(SubscriptionError error) implements Verdict {}
    }

    /**
     * Looks at a wish.
     *
     * @param user as whom the connection is signed in, null if it is not
     */
    Verdict check(Subscribe wish, String socketId, @Nullable Member user) {
        ChannelName name = ChannelName.of(wish.channel());
        Optional<SubscriptionError> badName = complaint(name);
        if (badName.isPresent()) {
            return new Verdict.Refused(badName.get());
        }
        return switch (name.kind()) {
            case PUBLIC -> new Verdict.Welcome(name, null);
            case USER -> user != null && user.id().equals(name.userId())
                    ? new Verdict.Welcome(name, null)
                    : unauthorized("Only " + Untrusted.printable(name.userId()) + " may, once signed in");
            case PRIVATE, ENCRYPTED, PRESENCE -> signed(wish, name, socketId, user);
        };
    }

    private Optional<SubscriptionError> complaint(ChannelName name) {
        int allowed = app.limit(AppLimit.CHANNEL_NAME);
        int length = name.text().length();
        return length > allowed
                ? Optional.of(SubscriptionError.nameTooLong(allowed, length))
                : name.complaint().map(SubscriptionError::badName);
    }

    private Verdict signed(Subscribe wish, ChannelName name, String socketId, @Nullable Member user) {
        if (!Signatures.isOfSubscription(app, wish.auth(), socketId, name.text(), wish.channelData())) {
            return unauthorized("The subscription is not signed as it should be");
        }
        return name.kind() == ChannelKind.PRESENCE
                ? present(wish, name, user)
                : new Verdict.Welcome(name, null);
    }

    private Verdict present(Subscribe wish, ChannelName name, @Nullable Member user) {
        if (wish.channelData() == null) {
            return user == null
                    ? unauthorized("A presence channel needs channel_data, or a connection that is signed in")
                    : bounded(name, user);
        }
        Optional<JsonNode> data = reader.object(wish.channelData());
        Optional<Member> member = data.flatMap(known -> Member.of(known.path("user_id"), known.get("user_info")));
        return member.isPresent()
                ? bounded(name, member.get())
                : unauthorized("channel_data needs a user_id, which is a string or a whole number");
    }

    private Verdict bounded(ChannelName name, Member member) {
        int idLength = app.limit(AppLimit.USER_ID);
        if (member.id().length() > idLength) {
            return new Verdict.Refused(
                    SubscriptionError.memberTooBig("A user's id has at most " + idLength + " characters"));
        }
        int infoBytes = app.limit(AppLimit.MEMBER_BYTES);
        if (member.info() != null && bytes(member.info()) > infoBytes) {
            return new Verdict.Refused(
                    SubscriptionError.memberTooBig("user_info has at most " + infoBytes + " bytes"));
        }
        return new Verdict.Welcome(name, member);
    }

    private static int bytes(JsonNode info) {
        return info.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static Verdict unauthorized(String why) {
        return new Verdict.Refused(SubscriptionError.unauthorized(why));
    }
}
