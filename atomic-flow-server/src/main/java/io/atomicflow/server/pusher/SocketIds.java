package io.atomicflow.server.pusher;

import java.security.SecureRandom;

/** Makes ids that nobody can guess, in the form that every Pusher library checks: {@code ^\d+\.\d+$}. */
final class SocketIds {

    private final SecureRandom random = new SecureRandom();

    String next() {
        return half() + "." + half();
    }

    private long half() {
        return random.nextLong() >>> 1;
    }
}
