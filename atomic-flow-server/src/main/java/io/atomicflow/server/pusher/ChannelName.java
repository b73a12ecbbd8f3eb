package io.atomicflow.server.pusher;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a channel, whose beginning says what it is.
 *
 * @param isCache whether the channel remembers its last event for those who come later
 */
record ChannelName(String text, ChannelKind kind, boolean isCache) {

    static final String USER_PREFIX = "#server-to-user-";

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_\\-=@,.;]+");

    /** Reads any text as the name that it would be. */
    static ChannelName of(String text) {
        if (text.startsWith(USER_PREFIX)) {
            return new ChannelName(text, ChannelKind.USER, false);
        }
        if (text.startsWith("private-encrypted-")) {
            return new ChannelName(text, ChannelKind.ENCRYPTED, text.startsWith("private-encrypted-cache-"));
        }
        if (text.startsWith("private-")) {
            return new ChannelName(text, ChannelKind.PRIVATE, text.startsWith("private-cache-"));
        }
        if (text.startsWith("presence-")) {
            return new ChannelName(text, ChannelKind.PRESENCE, text.startsWith("presence-cache-"));
        }
        return new ChannelName(text, ChannelKind.PUBLIC, text.startsWith("cache-"));
    }

    /** The user whose channel it is. */
    String userId() {
        return text.substring(USER_PREFIX.length());
    }

    /** What is wrong with the characters of the name, if anything is. */
    Optional<String> complaint() {
        String free = kind == ChannelKind.USER ? userId() : text;
        return ALLOWED.matcher(free).matches()
                ? Optional.empty()
                : Optional.of("A channel's name is made of A-Z a-z 0-9 _ - = @ , . ; but this one is not");
    }

    /** The same for a user's id, which becomes part of a channel's name. */
    static boolean isUserId(String id) {
        return ALLOWED.matcher(id).matches();
    }
}
