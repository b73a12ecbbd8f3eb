package io.atomicflow.server.pusher;

/** What the beginning of a channel's name says of who may listen. */
enum ChannelKind {
    /** Anybody may. */
    PUBLIC,

    /** Whom the app's back end lets in. */
    PRIVATE,

    /** As private; what is said there is encrypted by the back end, and nothing to us but text. */
    ENCRYPTED,

    /** As private; and all who listen know of each other. */
    PRESENCE,

    /** One user, on all connections where it is signed in. */
    USER;

    /** Whether a signature is needed to listen. */
    boolean needsSignature() {
        return this == PRIVATE || this == ENCRYPTED || this == PRESENCE;
    }

    /** Whether those who listen may speak. */
    boolean takesClientEvents() {
        return this == PRIVATE || this == PRESENCE;
    }
}
