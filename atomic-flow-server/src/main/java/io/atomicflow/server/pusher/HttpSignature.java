package io.atomicflow.server.pusher;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Whether a request comes from the back end of an app. What is refused is told why, but never what would have been right.
 *
 * @see <a href="https://pusher.com/docs/channels/library_auth_reference/rest-api/#authentication">Authentication</a>
 */
final class HttpSignature {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final InstantSource clock;

    HttpSignature(InstantSource clock) {
        this.clock = clock;
    }

    void check(App app, HttpCall call, SignedQuery query) throws HttpRefusal {
        if (!query.get("auth_key").equals(app.key())) {
            throw HttpRefusal.unauthorized("auth_key is not the key of this app");
        }
        if (!query.get("auth_version").equals("1.0")) {
            throw HttpRefusal.unauthorized("auth_version must be 1.0");
        }
        if (!isOfNow(query.get("auth_timestamp"))) {
            throw HttpRefusal.unauthorized(
                    "auth_timestamp must be the time in seconds, at most " + WINDOW.toSeconds() + " off");
        }
        String digest = query.get("body_md5");
        if ((call.body().length > 0 || !digest.isEmpty()) && !isOf(digest, call.body())) {
            throw HttpRefusal.unauthorized("body_md5 is not that of the body");
        }
        String text = query.textToSign(call.method().toUpperCase(Locale.ROOT), call.path());
        if (!app.secret().signed(text, query.signature())) {
            throw HttpRefusal.unauthorized("auth_signature is not right");
        }
    }

    private boolean isOfNow(String timestamp) {
        if (!timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        long off = Long.parseLong(timestamp) - clock.instant().getEpochSecond();
        return Math.abs(off) <= WINDOW.toSeconds();
    }

    private static boolean isOf(String digest, byte[] body) {
        try {
            String expected = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
            return MessageDigest.isEqual(ascii(expected), ascii(digest.toLowerCase(Locale.ROOT)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has MD5", impossible);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
