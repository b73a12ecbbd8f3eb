package io.atomicflow.server.pusher;

import java.time.Duration;

/**
 * How the protocol behaves. The defaults are Pusher's own where it has one.
 *
 * @param appKey the only app there is
 * @param maxConnections how many clients may be connected at once
 * @param maxChannels how many channels one client may subscribe to
 * @param maxMessageBytes how long a message of a client may be
 * @param messagesPerSecond what one client may send in the long run
 * @param messageBurst what one client may send at once
 * @param maxQueuedMessages how many messages may wait for one client
 * @param maxQueuedCharacters how long all of these may be together
 * @param activityTimeout after so much silence client and server ask each other
 * @param pongTimeout how long an answer may take
 * @param sendTimeout how long one message may be on its way
 * @param goodbyeTimeout how long a client that was told to leave may keep its socket
 */
public record PusherSettings(
        String appKey,
        int maxConnections,
        int maxChannels,
        int maxMessageBytes,
        int messagesPerSecond,
        int messageBurst,
        int maxQueuedMessages,
        int maxQueuedCharacters,
        Duration activityTimeout,
        Duration pongTimeout,
        Duration sendTimeout,
        Duration goodbyeTimeout) {

    /** Pusher's own numbers, and careful ones where it names none. */
    public static PusherSettings of(String appKey, int maxConnections) {
        return new PusherSettings(
                appKey,
                maxConnections,
                100,
                64 * 1024,
                60,
                120,
                1_000,
                1024 * 1024,
                Duration.ofSeconds(120),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));
    }
}
