package io.atomicflow.server.pusher;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** Makes ids that nobody can guess, in the form that every Pusher library checks. */
public final class SocketIds {

    private static final Pattern FORM = Pattern.compile("[0-9]{1,20}\\.[0-9]{1,20}");

    private final SecureRandom random = new SecureRandom();

    SocketIds() {}

    String next() {
        return half() + "." + half();
    }

    private long half() {
        return random.nextLong() >>> 1;
    }

    /**
     * Whether a text has the form of an id, from its first character to its last. Whoever signs for a client checks this:
     * else it could be made to sign anything.
     */
    public static boolean isSocketId(String text) {
        return FORM.matcher(text).matches();
    }
}
