package io.atomicflow.server.pusher;

/** Names of events that belong to the protocol. */
final class Reserved {

    private Reserved() {}

    static boolean isReserved(String event) {
        return event.startsWith("pusher:") || event.startsWith("pusher_internal:");
    }
}
