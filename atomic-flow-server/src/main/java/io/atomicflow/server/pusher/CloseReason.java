package io.atomicflow.server.pusher;

/**
 * Why the server ends a connection. A Pusher client acts on the code alone: 4000 to 4099 make it give up, 4100 to
 * 4199 come back after a second, 4200 to 4299 come back at once.
 */
enum CloseReason {
    TLS_ONLY(4000, "This app must be used over TLS"),
    UNKNOWN_APP(4001, "There is no app with this key"),
    APP_DISABLED(4003, "This app is disabled"),
    OVER_QUOTA(4004, "All connections of this app are taken"),
    PATH_NOT_FOUND(4005, "The path must be /app/{key}"),
    BAD_VERSION(4006, "The version must look like 8.6.0"),
    UNSUPPORTED_PROTOCOL(4007, "The protocol must be 5, 6 or 7"),
    NO_PROTOCOL(4008, "The protocol is missing: add ?protocol=7"),
    ORIGIN_REFUSED(4009, "This origin is not allowed"),
    NOT_AUTHORIZED_IN_TIME(4009, "You did not say who you are in time"),
    SIGN_IN_REFUSED(4009, "The sign-in is not signed as it should be"),
    TOO_MANY_REFUSALS(4009, "Too many subscriptions were refused"),
    TERMINATED(4009, "The app ended all connections of this user"),
    OVER_CAPACITY(4100, "The server is full"),
    TOO_MANY_HANDSHAKES(4100, "Too many connections were opened from your address"),
    STOPPING(4100, "The server is stopping"),
    TOO_SLOW(4100, "You read too slowly"),
    STUCK(4100, "You have read nothing for too long"),
    GOING_AWAY(4200, "The server is going away"),
    PONG_NOT_RECEIVED(4201, "You did not answer the ping"),
    TOO_MANY_MESSAGES(4301, "You send too many messages"),
    TOO_LONG(1009, "A message of yours is too long"),
    TEXT_ONLY(1003, "Only text is understood here");

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

    /**
     * Whether the reason is told as {@code pusher:error} before the close: the codes of Pusher are, not those of WebSocket
     * itself; and who does not read is told nothing more.
     */
    boolean isTold() {
        return code >= 4000 && this != TOO_SLOW && this != STUCK;
    }
}
