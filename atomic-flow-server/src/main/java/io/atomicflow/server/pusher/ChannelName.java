package io.atomicflow.server.pusher;

import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for the names of channels. Their prefix decides who may listen. */
final class ChannelName {

    static final int MAX_LENGTH = 164;

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_\\-=@,.;]+");

    private ChannelName() {}

    /** Why nobody may subscribe to {@code name} now, if so. */
    static Optional<SubscriptionError> refusal(String name) {
        if (name.length() > MAX_LENGTH) {
            return Optional.of(SubscriptionError.nameTooLong(MAX_LENGTH, name.length()));
        }
        if (!ALLOWED.matcher(name).matches()) {
            return Optional.of(SubscriptionError.badName("A channel's name is made of A-Z a-z 0-9 _ - = @ , . ;"));
        }
        if (name.startsWith("private-") || name.startsWith("presence-")) {
            return Optional.of(SubscriptionError.unauthorized(name));
        }
        return Optional.empty();
    }
}
