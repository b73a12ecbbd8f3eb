package io.atomicflow.server.pusher;

import org.jspecify.annotations.Nullable;

/** What a client can say. */
sealed interface ClientMessage {

    record Ping() implements ClientMessage {}

    /**
     * A wish to listen to a channel.
     *
     * @param auth the app's key and a signature, where the channel needs one; else empty
     * @param channelData who the client is, exactly as it was signed; null if it was not sent
     */
    record Subscribe(String channel, String auth, @Nullable String channelData) implements ClientMessage {}

    record Unsubscribe(String channel) implements ClientMessage {}

    /**
     * A wish to be known as a user.
     *
     * @param userData who it is, exactly as it was signed
     */
    record SignIn(String auth, String userData) implements ClientMessage {}

    /**
     * Something that the client wants others to hear.
     *
     * @param data as JSON
     */
    record Event(String name, String channel, String data) implements ClientMessage {}

    /** Well formed, but nothing that we act on: a pong, or an event of some later protocol. */
    record Ignored(String event) implements ClientMessage {}

    record Malformed(String complaint) implements ClientMessage {}
}
