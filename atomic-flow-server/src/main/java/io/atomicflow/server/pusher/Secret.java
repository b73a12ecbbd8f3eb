package io.atomicflow.server.pusher;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an app and its back end share. It signs and compares; nobody can read it again, and its text is never printed.
 *
 * <p><b>Thread-safety:</b> any thread may call.
 */
public final class Secret {

    private static final String HMAC = "HmacSHA256";
    private static final int RANDOM_BYTES = 20;

    private final SecretKeySpec key;

    private Secret(String text) {
        this.key = new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), HMAC);
    }

    /**
     * A secret that somebody chose.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static Secret of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        return new Secret(text);
    }

    /** A secret that nobody knows. */
    public static Secret random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }

    /** The HMAC-SHA256 of {@code text} in UTF-8, as lower-case hexadecimal digits. */
    public String sign(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + HMAC, impossible);
        }
    }

    /**
     * Whether {@code signature} is that of {@code text}; takes as long for a near miss as for a wild guess. What UTF-8
     * cannot hold has no signature: it would be that of another text, with question marks.
     */
    boolean signed(String text, String signature) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && MessageDigest.isEqual(bytes(sign(text)), bytes(signature));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "(a secret)";
    }
}
