package io.atomicflow.server.door;

import java.time.Duration;

/**
 * What the door puts up with.
 *
 * @param header how long a client may take to send the header of a request
 * @param keepAlive how long it may be silent between two requests
 * @param body how long it may take to send the body, after the header
 * @param answer how long a request may take as a whole, after its header
 * @param headers how many headers a request may have
 * @param headerBytes how long they may be together, and how long the request line
 * @param waiting how many connections may be open that have not sent a header yet
 * @param waitingEach how many of these may come from one client
 */
public record DoorLimits(
        Duration header,
        Duration keepAlive,
        Duration body,
        Duration answer,
        int headers,
        int headerBytes,
        int waiting,
        int waitingEach) {

    /**
     * The limits that the server runs with. Of thousands of clients that come from one address in the same moment, some
     * are turned away; behind a proxy that is trusted they are not counted as one.
     */
    public static DoorLimits standard() {
        return new DoorLimits(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                100,
                8 * 1024,
                4_000,
                1_000);
    }
}
