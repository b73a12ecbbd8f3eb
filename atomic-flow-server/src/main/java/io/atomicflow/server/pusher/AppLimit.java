package io.atomicflow.server.pusher;

/** What an app may use, with the bounds within which it can be set; the defaults are Pusher's where it has one. */
public enum AppLimit {
    /** Clients that are connected. */
    CONNECTIONS("maxConnections", 10_000, 1, 1_000_000),

    /** Channels that exist: with a subscriber, or with an event to remember. */
    CHANNELS("maxChannels", 100_000, 1, 10_000_000),

    /** Channels that one client is subscribed to. */
    CHANNELS_PER_CONNECTION("maxChannelsPerConnection", 100, 1, 10_000),

    /** Characters of a channel's name, with its prefix. */
    CHANNEL_NAME("maxChannelNameLength", 164, 1, 200),

    /** Characters of an event's name. */
    EVENT_NAME("maxEventNameLength", 200, 1, 1_000),

    /** Bytes of an event's data. */
    EVENT_BYTES("maxEventBytes", 10_240, 1, 1_048_576),

    /** Channels that one call may publish to. */
    CHANNELS_PER_EVENT("maxChannelsPerEvent", 100, 1, 1_000),

    /** Events in one batch. */
    BATCH("maxBatch", 10, 1, 1_000),

    /** Users in a presence channel. */
    MEMBERS("maxMembers", 100, 1, 100_000),

    /** Bytes of what is told of a user in a presence channel. */
    MEMBER_BYTES("maxMemberBytes", 1_024, 0, 65_536),

    /** Characters of a user's id. */
    USER_ID("maxUserIdLength", 128, 1, 1_000),

    /** Events a second that one client may send. */
    CLIENT_EVENTS_PER_SECOND("clientEventsPerSecond", 10, 1, 10_000),

    /** Events a second that come in over HTTP. */
    PUBLISHES_PER_SECOND("publishesPerSecond", 10_000, 1, 1_000_000),

    /** Questions a second that come in over HTTP. */
    READS_PER_SECOND("readsPerSecond", 1_000, 1, 1_000_000),

    /** Seconds for which a cache channel remembers its last event. */
    CACHE_SECONDS("cacheSeconds", 1_800, 1, 86_400),

    /** Seconds that a client has to say who it is, where that is asked for. */
    AUTHORIZATION_SECONDS("authorizationSeconds", 30, 1, 3_600);

    private final String key;
    private final int standard;
    private final int min;
    private final int max;

    AppLimit(String key, int standard, int min, int max) {
        this.key = key;
        this.standard = standard;
        this.min = min;
        this.max = max;
    }

    /** Its name in a configuration. */
    public String key() {
        return key;
    }

    /** What it is unless it is set. */
    public int standard() {
        return standard;
    }

    /** The least that it can be set to. */
    public int min() {
        return min;
    }

    /** The most that it can be set to. */
    public int max() {
        return max;
    }
}
