package io.atomicflow.server.door;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads an address that is written in numbers. What is written otherwise is no address: nobody is asked what a name
 * means, since the names come from strangers, and the answer takes as long as they like.
 */
final class IpLiteral {

    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final int GROUPS = 8;
    private static final int MAX_LENGTH = 45;

    private IpLiteral() {}

    /** An address alone. */
    static Optional<IpAddress> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return (text.contains(":") ? ipv6(text) : ipv4(text)).map(IpAddress::ofBytes);
    }

    /** An address, perhaps in brackets, perhaps with a port. */
    static Optional<IpAddress> parseWithPort(String text) {
        int close = text.lastIndexOf(']');
        if (text.startsWith("[") && close > 0) {
            String inside = text.substring(1, close);
            return inside.contains(":") && isPort(text.substring(close + 1)) ? parse(inside) : Optional.empty();
        }
        int colon = text.indexOf(':');
        if (colon < 0 || colon != text.lastIndexOf(':')) {
            return parse(text);
        }
        return isPort(text.substring(colon)) ? parse(text.substring(0, colon)) : Optional.empty();
    }

    private static boolean isPort(String afterAddress) {
        return afterAddress.isEmpty()
                || (afterAddress.startsWith(":") && PORT.matcher(afterAddress.substring(1)).matches());
    }

    private static Optional<byte[]> ipv4(String text) {
        if (!IPV4.matcher(text).matches()) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES);
        for (String number : text.split("\\.", -1)) {
            bytes.put((byte) Integer.parseInt(number));
        }
        return Optional.of(bytes.array());
    }

    private static Optional<byte[]> ipv6(String text) {
        int gap = text.indexOf("::");
        ByteBuffer head = ByteBuffer.allocate(GROUPS * Short.BYTES);
        ByteBuffer tail = ByteBuffer.allocate(GROUPS * Short.BYTES);
        boolean read = gap < 0
                ? readGroups(text, head, true)
                : readGroups(text.substring(0, gap), head, false) && readGroups(text.substring(gap + 2), tail, true);
        int length = head.position() + tail.position();
        boolean fits = gap < 0 ? length == head.capacity() : length < head.capacity();
        if (!read || !fits) {
            return Optional.empty();
        }
        head.position(head.capacity() - tail.position());
        head.put(tail.flip());
        return Optional.of(head.array());
    }

    /** Groups with colons between them, or nothing at all; at the end there may be an address of IPv4. */
    private static boolean readGroups(String text, ByteBuffer bytes, boolean mayEndInIpv4) {
        if (text.isEmpty()) {
            return true;
        }
        String[] groups = text.split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            boolean lastOne = i == groups.length - 1;
            Optional<byte[]> dotted = lastOne && mayEndInIpv4 ? ipv4(groups[i]) : Optional.empty();
            boolean isGroup = GROUP.matcher(groups[i]).matches();
            if (bytes.remaining() < (dotted.isPresent() ? Integer.BYTES : Short.BYTES)
                    || !(isGroup || dotted.isPresent())) {
                return false;
            }
            dotted.ifPresentOrElse(bytes::put, () -> {});
            if (dotted.isEmpty()) {
                bytes.putShort((short) Integer.parseInt(groups[i], 16));
            }
        }
        return true;
    }
}
