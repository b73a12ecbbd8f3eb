package io.atomicflow.server.door;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An address of 128 bits. One of IPv4 is kept as {@code ::ffff:a.b.c.d}, so that it equals itself however it was
 * written.
 */
record IpAddress(long high, long low) {

    /** What has no address, such as a socket of the file system. */
    static final IpAddress NONE = new IpAddress(0, 0);

    private static final long MAPPED = 0xffff_0000_0000L;
    private static final long IPV4_BITS = 0xffff_ffffL;
    private static final int IPV4_BYTES = 4;

    static Optional<IpAddress> of(SocketAddress socket) {
        return socket instanceof InetSocketAddress internet && internet.getAddress() != null
                ? Optional.of(ofBytes(internet.getAddress().getAddress()))
                : Optional.empty();
    }

    static IpAddress ofBytes(byte[] address) {
        ByteBuffer bytes = ByteBuffer.wrap(address);
        return address.length == IPV4_BYTES
                ? new IpAddress(0, MAPPED | (bytes.getInt() & IPV4_BITS))
                : new IpAddress(bytes.getLong(), bytes.getLong());
    }

    boolean isIpv4() {
        return high == 0 && (low & ~IPV4_BITS) == MAPPED;
    }

    /** What one subscriber is given: the address itself, or a /64 of IPv6, of which he may use every address. */
    IpAddress subscriber() {
        return isIpv4() ? this : new IpAddress(high, 0);
    }

    /** Whether the first bits, of 128, are the same. */
    boolean sharesPrefix(IpAddress other, int bits) {
        long highMask = bits == 0 ? 0 : -1L << Math.max(0, Long.SIZE - bits);
        long lowMask = bits <= Long.SIZE ? 0 : -1L << (2 * Long.SIZE - bits);
        return ((high ^ other.high) & highMask) == 0 && ((low ^ other.low) & lowMask) == 0;
    }

    @Override
    public String toString() {
        byte[] bytes = isIpv4()
                ? ByteBuffer.allocate(IPV4_BYTES).putInt((int) low).array()
                : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException(wrongLength);
        }
    }
}
