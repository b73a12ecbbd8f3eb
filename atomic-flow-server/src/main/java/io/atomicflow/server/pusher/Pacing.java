package io.atomicflow.server.pusher;

/** How much one client may say. For one thread at a time. */
final class Pacing {

    private static final int PIECES_PER_SECOND = 1_000;
    private static final int SUBSCRIPTIONS_PER_SECOND = 20;
    private static final int FAILURES_PER_SECOND = 1;
    private static final int FAILURES_AT_ONCE = 30;

    private final TokenBucket messages;
    private final TokenBucket warnings;
    private final TokenBucket pieces;
    private final TokenBucket subscriptions;
    private final TokenBucket failures;
    private final TokenBucket clientEvents;

    Pacing(PusherSettings settings, App app, long now) {
        int channels = app.limit(AppLimit.CHANNELS_PER_CONNECTION);
        int events = app.limit(AppLimit.CLIENT_EVENTS_PER_SECOND);
        // A client that comes back subscribes to all of its channels at once.
        int burst = settings.messageBurst() + channels;
        this.messages = new TokenBucket(settings.messagesPerSecond() + events, burst + events, now);
        this.warnings = new TokenBucket(1, settings.messageBurst(), now);
        this.pieces = new TokenBucket(PIECES_PER_SECOND, PIECES_PER_SECOND, now);
        this.subscriptions = new TokenBucket(SUBSCRIPTIONS_PER_SECOND, 2 * channels, now);
        this.failures = new TokenBucket(FAILURES_PER_SECOND, FAILURES_AT_ONCE, now);
        this.clientEvents = new TokenBucket(events, events, now);
    }

    boolean message(long now) {
        return messages.tryTake(now);
    }

    /** Whether one who says too much is told so once more. */
    boolean warning(long now) {
        return warnings.tryTake(now);
    }

    boolean piece(long now) {
        return pieces.tryTake(now);
    }

    boolean subscription(long now) {
        return subscriptions.tryTake(now);
    }

    /** Whether one more wrong signature is borne. */
    boolean failure(long now) {
        return failures.tryTake(now);
    }

    boolean clientEvent(long now) {
        return clientEvents.tryTake(now);
    }
}
