package io.atomicflow.server.pusher;

/** Why a subscription was refused, in the form that pusher-js and Laravel Echo hand to their users. */
record SubscriptionError(String type, String error, int status) {

    static SubscriptionError unauthorized(String why) {
        return new SubscriptionError("AuthError", why, 401);
    }

    static SubscriptionError badName(String error) {
        return new SubscriptionError("InvalidChannel", error, 4009);
    }

    static SubscriptionError nameTooLong(int allowed, int actual) {
        return limit("A channel's name has at most " + allowed + " characters, was " + actual, 4009);
    }

    static SubscriptionError tooManyChannels(int allowed) {
        return limit("A connection has at most " + allowed + " channels", 4100);
    }

    static SubscriptionError appIsFull(int allowed) {
        return limit("This app has at most " + allowed + " channels", 4100);
    }

    static SubscriptionError channelIsFull(int allowed) {
        return limit("A presence channel has at most " + allowed + " members", 4100);
    }

    static SubscriptionError memberTooBig(String error) {
        return limit(error, 4301);
    }

    static SubscriptionError tooFast() {
        return limit("Too many subscriptions at once; try again in a second", 4301);
    }

    private static SubscriptionError limit(String error, int status) {
        return new SubscriptionError("LimitReached", error, status);
    }

    boolean isAuth() {
        return status == 401;
    }
}
