package io.atomicflow.server.pusher;

/** What a client can say. */
sealed interface ClientMessage {

    record Ping() implements ClientMessage {}

    record Subscribe(String channel) implements ClientMessage {}

    record Unsubscribe(String channel) implements ClientMessage {}

    /** Well formed, but nothing that we act on: a pong, or an event of some later protocol. */
    record Ignored(String event) implements ClientMessage {}

    record Malformed(String complaint) implements ClientMessage {}
}
