package io.atomicflow.server.pusher;

import java.time.Duration;

/**
 * How the protocol behaves for all apps together. The defaults are Pusher's own where it has one.
 *
 * @param pathPrefix what comes before {@code /app/} and {@code /apps/}, such as {@code /pusher}; mostly nothing
 * @param maxConnections how many clients may be connected at once, of all apps
 * @param maxMessageBytes how long a message of a client may be
 * @param maxRequestBytes how long a request to the HTTP API may be
 * @param messagesPerSecond what one client may send in the long run
 * @param messageBurst what one client may send at once
 * @param maxQueuedMessages how many messages may wait for one client
 * @param maxQueuedBytes how long all of these may be together
 * @param ownQueueBytes how much of this each client has for itself
 * @param sharedQueueBytes how much may wait for all clients together, beyond what each has for itself
 * @param activityTimeout after so much silence client and server ask each other
 * @param pongTimeout how long an answer may take
 * @param sendTimeout how long messages may be on their way to a client
 * @param goodbyeTimeout how long a client that was told to leave may keep its socket
 */
public record PusherSettings(
        String pathPrefix,
        int maxConnections,
        int maxMessageBytes,
        int maxRequestBytes,
        int messagesPerSecond,
        int messageBurst,
        int maxQueuedMessages,
        int maxQueuedBytes,
        int ownQueueBytes,
        long sharedQueueBytes,
        Duration activityTimeout,
        Duration pongTimeout,
        Duration sendTimeout,
        Duration goodbyeTimeout) {

    private static final int KIB = 1024;

    /** Pusher's own numbers, and careful ones where it names none. */
    public static PusherSettings of(String pathPrefix, int maxConnections) {
        return new PusherSettings(
                pathPrefix,
                maxConnections,
                64 * KIB,
                512 * KIB,
                60,
                120,
                1_000,
                1024 * KIB,
                64 * KIB,
                Runtime.getRuntime().maxMemory() / 8,
                Duration.ofSeconds(120),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
    }
}
