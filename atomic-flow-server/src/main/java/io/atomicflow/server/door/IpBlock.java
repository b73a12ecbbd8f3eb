package io.atomicflow.server.door;

import java.util.Optional;
import java.util.regex.Pattern;

/** An address, or all that share its first bits: {@code 10.0.0.0/8}, {@code 2001:db8::/32}. */
record IpBlock(IpAddress network, int prefix) {

    private static final int BITS = 128;
    private static final int BITS_BEFORE_IPV4 = 96;
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

    /** The block that is meant, if it is one. */
    static Optional<IpBlock> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return IpLiteral.parse(text).map(single -> new IpBlock(single, BITS));
        }
        String written = text.substring(0, slash);
        String length = text.substring(slash + 1);
        if (!LENGTH.matcher(length).matches()) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(length) + (written.contains(":") ? 0 : BITS_BEFORE_IPV4);
        return IpLiteral.parse(written)
                .filter(network -> prefix <= BITS && (!network.isIpv4() || prefix >= BITS_BEFORE_IPV4))
                .map(network -> new IpBlock(network, prefix));
    }

    /** {@code ::/0} is all of IPv6, and nobody of IPv4, though that is how we keep them. */
    boolean contains(IpAddress address) {
        return address.isIpv4() == network.isIpv4() && address.sharesPrefix(network, prefix);
    }
}
