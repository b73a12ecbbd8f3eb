package io.atomicflow.server.pusher;

/** What an app can be told to do, or not; each is off unless it is named. */
public enum AppOption {
    /** Clients may send events of their own, on private and presence channels. */
    CLIENT_EVENTS("clientEvents"),

    /** Subscribers are told how many they are, on all channels but those with presence. */
    SUBSCRIPTION_COUNTS("subscriptionCounts"),

    /** Clients that neither sign in nor subscribe to a channel that asks who they are have to leave after a while. */
    AUTHORIZED_CONNECTIONS("authorizedConnections"),

    /** Clients must come over TLS, which a trusted proxy may have ended. */
    TLS_ONLY("tlsOnly"),

    /** Nobody may use the app. */
    DISABLED("disabled");

    private final String key;

    AppOption(String key) {
        this.key = key;
    }

    /** Its name in a configuration. */
    public String key() {
        return key;
    }
}
