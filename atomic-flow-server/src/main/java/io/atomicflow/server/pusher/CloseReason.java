package io.atomicflow.server.pusher;

/**
 * Why the server ends a connection. A Pusher client acts on the code alone: 4000 to 4099 make it give up, 4100 to
 * 4199 come back after a second, 4200 to 4299 come back at once.
 */
enum CloseReason {
    UNKNOWN_APP(4001, "There is no app with this key"),
    OVER_QUOTA(4004, "All connections are taken"),
    PATH_NOT_FOUND(4005, "The path must be /app/{key}"),
    BAD_VERSION(4006, "The version must look like 8.6.0"),
    UNSUPPORTED_PROTOCOL(4007, "The protocol must be 5, 6 or 7"),
    NO_PROTOCOL(4008, "The protocol is missing: add ?protocol=7"),
    ORIGIN_REFUSED(4009, "This origin is not allowed"),
    TOO_SLOW(4100, "You read too slowly"),
    STUCK(1013, "You have read nothing for too long"),
    PONG_NOT_RECEIVED(4201, "You did not answer the ping"),
    TOO_MANY_MESSAGES(4301, "You send too many messages"),
    TEXT_ONLY(1003, "Only text is understood here"),
    GOING_AWAY(1001, "The server is going away");

    private final int code;
    private final String message;

    CloseReason(int code, String message) {
        this.code = code;
        this.message = message;
    }

    int code() {
        return code;
    }

    String message() {
        return message;
    }

    /** The codes of Pusher, not those of WebSocket itself, are told as {@code pusher:error} too. */
    boolean isPushers() {
        return code >= 4000;
    }
}
