package io.atomicflow.server.pusher;

import org.jspecify.annotations.Nullable;

/**
 * What a back end signs for its clients: the app's key, a colon, and an HMAC over the connection and what it may do.
 *
 * @see <a href="https://pusher.com/docs/channels/library_auth_reference/auth-signatures/">Authentication signatures</a>
 */
public final class Signatures {

    private Signatures() {}

    /**
     * The {@code auth} of a subscription.
     *
     * @param channelData what the client sends along, byte for byte; null for none
     */
    public static String ofSubscription(App app, String socketId, String channel, @Nullable String channelData) {
        return app.key() + ":" + app.secret().sign(subscription(socketId, channel, channelData));
    }

    /** Whether {@code auth} is that of this subscription. */
    static boolean isOfSubscription(
            App app, String auth, String socketId, String channel, @Nullable String channelData) {
        return matches(app, auth, subscription(socketId, channel, channelData));
    }

    /** Whether {@code auth} is that of signing in as {@code userData} says. */
    static boolean isOfSignIn(App app, String auth, String socketId, String userData) {
        return matches(app, auth, socketId + "::user::" + userData);
    }

    private static boolean matches(App app, String auth, String text) {
        int colon = auth.indexOf(':');
        return colon >= 0
                && auth.substring(0, colon).equals(app.key())
                && app.secret().signed(text, auth.substring(colon + 1));
    }

    private static String subscription(String socketId, String channel, @Nullable String channelData) {
        return socketId + ":" + channel + (channelData == null ? "" : ":" + channelData);
    }
}
