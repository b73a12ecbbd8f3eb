package io.atomicflow.server.pusher;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What hostile clients say: nearly right, wrong in one thing, or noise. The same for the same seed. */
public final class Garbage {

    private static final List<String> EVENTS = List.of(
            "pusher:subscribe", "pusher:unsubscribe", "pusher:signin", "pusher:ping", "pusher:pong", "client-x",
            "client-", "pusher:error", "pusher_internal:member_added", "x", "");
    private static final List<String> NAMES = List.of(
            "a", "private-a", "presence-a", "cache-a", "private-cache-a", "presence-cache-a", "private-encrypted-a",
            "#server-to-user-u", "#server-to-user-", "#", "private-", "a b", "a;b=c@d,e.f", "..", "");
    private static final List<String> FIELDS = List.of(
            "event", "data", "channel", "auth", "channel_data", "user_data", "user_id", "user_info", "id", "__proto__",
            "name", "channels", "socket_id", "info", "batch", "");
    private static final List<String> ODD = List.of(
            "null", "true", "0", "-0", "1.0", "1e400", "-1E-400", "1e99999999999", "1e-2147483648", "0.0e2147483647",
            "12345678901234567890", "9".repeat(200), "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\ud83d\"",
            "\"\\u00e9\\n\\t\\\"\"", "\"\\ud83d\\ude00\"", "\"\\x\"", "\"\\u12\"", "NaN", "Infinity", "+1", "01", "'a'",
            "",
            "\"" + "x".repeat(300) + "\"", "{\"a\":1,\"a\":2}", "[".repeat(30) + "]".repeat(30), "[[[", "/**/1",
            "\ufeff1");

    private final Random random;

    public Garbage(long seed) {
        this.random = new Random(seed);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    String one(List<String> of) {
        return of.get(below(of.size()));
    }

    String channel() {
        return below(20) == 0 ? noise(250) : one(NAMES);
    }

    String userData() {
        return object(List.of("user_id", "user_info", "id"), 2);
    }

    /** A message that is an object at least at first sight. */
    public String message() {
        String whole = "{\"event\":" + (below(10) == 0 ? value(1) : quoted(one(EVENTS)))
                + (below(4) == 0 ? "" : ",\"channel\":" + (below(5) == 0 ? value(1) : quoted(channel())))
                + (below(8) == 0 ? "" : ",\"data\":" + data()) + "}";
        return below(3) == 0 ? spoilt(whole) : whole;
    }

    private String data() {
        String data = object(List.of("channel", "auth", "channel_data", "user_data"), 2);
        return switch (below(4)) {
            case 0 -> value(3);
            case 1 -> quoted(data);
            default -> data;
        };
    }

    /** A body of a call, nearly right. */
    String body() {
        String event = "{\"name\":" + (below(6) == 0 ? value(1) : quoted(one(EVENTS)))
                + ",\"" + (below(2) == 0 ? "channel\":" + quoted(channel()) : "channels\":" + value(2))
                + ",\"data\":" + (below(3) == 0 ? value(2) : quoted(noise(20)))
                + (below(3) == 0 ? ",\"" + one(FIELDS) + "\":" + value(1) : "") + "}";
        String whole = below(3) == 0 ? "{\"batch\":[" + event + "," + event + "]}" : event;
        return below(4) == 0 ? spoilt(whole) : whole;
    }

    String object(List<String> fields, int depth) {
        return IntStream.range(0, below(4))
                .mapToObj(field -> quoted(below(8) == 0 ? one(FIELDS) : one(fields)) + ":" + value(depth))
                .collect(Collectors.joining(",", "{", "}"));
    }

    String value(int depth) {
        return switch (depth == 0 ? below(3) : below(6)) {
            case 0 -> one(ODD);
            case 1 -> quoted(one(NAMES));
            case 2 -> Integer.toString(below(100));
            case 3 -> object(FIELDS, depth - 1);
            case 4 -> "[" + value(depth - 1) + "," + value(depth - 1) + "]";
            default -> quoted(noise(30));
        };
    }

    public String noise(int most) {
        int length = below(most + 1);
        return random.ints(length, 0, 12)
                .mapToObj(kind -> Character.toString(switch (kind) {
                    case 0 -> (char) below(0x20);
                    case 1 -> (char) (0xD800 + below(0x800));
                    case 2 -> (char) below(0x10000);
                    case 3 -> "\"\\{}[]:,/;%&=#".charAt(below(14));
                    default -> (char) (' ' + below(95));
                }))
                .collect(Collectors.joining());
    }

    /** The text with a piece cut out, doubled, or replaced by noise. */
    String spoilt(String text) {
        int from = below(text.length() + 1);
        int to = Math.min(text.length(), from + below(8));
        String piece = switch (below(3)) {
            case 0 -> "";
            case 1 -> text.substring(from, to).repeat(2);
            default -> noise(5);
        };
        return text.substring(0, from) + piece + text.substring(to);
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
