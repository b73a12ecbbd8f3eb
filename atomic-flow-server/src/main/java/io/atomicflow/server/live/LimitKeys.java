package io.atomicflow.server.live;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How the key of a limit, which may be any text, is written in the name of a channel, which may not: {@code
 * A-Za-z0-9_-@,.} stand for themselves, and each other byte of the UTF-8 text is {@code =XX}, in upper-case hexadecimal
 * digits.
 */
final class LimitKeys {

    private static final String FREE = "_-@,.";
    private static final char ESCAPE = '=';
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private LimitKeys() {}

    static String encode(String key) {
        StringBuilder written = new StringBuilder();
        for (byte part : key.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (part & 0xFF);
            if (isFree(character)) {
                written.append(character);
            } else {
                written.append(ESCAPE).append(HEX.toHexDigits(part));
            }
        }
        return written.toString();
    }

    /** The key, if this is the way to write one: there is only one way, so that a limit has one channel. */
    static Optional<String> decode(String written) {
        byte[] bytes = new byte[written.length()];
        int length = 0;
        for (int i = 0; i < written.length(); i++) {
            char character = written.charAt(i);
            if (character == ESCAPE) {
                if (i + 2 >= written.length() || !isHex(written.charAt(i + 1)) || !isHex(written.charAt(i + 2))) {
                    return Optional.empty();
                }
                bytes[length++] = (byte) HexFormat.fromHexDigits(written, i + 1, i + 3);
                i += 2;
            } else {
                bytes[length++] = (byte) character;
            }
        }
        String key = new String(bytes, 0, length, StandardCharsets.UTF_8);
        return !key.isEmpty() && encode(key).equals(written) ? Optional.of(key) : Optional.empty();
    }

    private static boolean isHex(char character) {
        return HexFormat.isHexDigit(character);
    }

    private static boolean isFree(char character) {
        return (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || FREE.indexOf(character) >= 0;
    }
}
