package io.atomicflow.server.pusher;

import org.jspecify.annotations.Nullable;

/** Text from outside, made fit for a line of a log. */
public final class Untrusted {

    private static final int MAX_LENGTH = 200;

    private Untrusted() {}

    /** The text without anything that could begin another line or steer a terminal, and not too long. */
    public static String printable(@Nullable String text) {
        if (text == null) {
            return "-";
        }
        StringBuilder printable = new StringBuilder();
        text.codePoints()
                .limit(MAX_LENGTH)
                .map(c -> Character.isISOControl(c) || !Character.isDefined(c) || hides(c) ? '?' : c)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private static boolean hides(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
