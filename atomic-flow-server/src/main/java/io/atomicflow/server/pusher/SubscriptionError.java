package io.atomicflow.server.pusher;

/** Why a subscription was refused, in the form that pusher-js and Laravel Echo hand to their users. */
record SubscriptionError(String type, String error, int status) {

    static SubscriptionError unauthorized(String channel) {
        return new SubscriptionError(
                "AuthError", "This server has no private channels: '" + channel + "' cannot be subscribed to", 401);
    }

    static SubscriptionError badName(String error) {
        return new SubscriptionError("InvalidChannel", error, 4009);
    }

    static SubscriptionError nameTooLong(int allowed, int actual) {
        return new SubscriptionError(
                "LimitReached", "A channel's name has at most " + allowed + " characters, was " + actual, 4009);
    }

    static SubscriptionError tooManyChannels(int allowed) {
        return new SubscriptionError("LimitReached", "A connection has at most " + allowed + " channels", 4100);
    }
}
