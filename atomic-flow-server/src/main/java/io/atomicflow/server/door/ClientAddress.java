package io.atomicflow.server.door;

import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Says where a request came from. A peer is believed about itself only, unless it is one of the proxies that we were
 * told to trust: then about whom it speaks for, and so on along the chain.
 *
 * <p>Each proxy adds the address it saw to the right end of {@code X-Forwarded-For}. So the client is the first from
 * the right that is no proxy of ours; what is left of it was written by the client, who may write what he likes.
 */
public final class ClientAddress {

    private final List<IpBlock> proxies;

    private ClientAddress(List<IpBlock> proxies) {
        this.proxies = proxies;
    }

    /** Believes these proxies, given as addresses or CIDR blocks. Throws at what {@link #isProxy} denies. */
    public static ClientAddress behind(List<String> proxies) {
        return new ClientAddress(proxies.stream()
                .map(text -> IpBlock.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException("no address and no CIDR block: " + text)))
                .toList());
    }

    /** Whether this is an address or a CIDR block, and so can be a proxy. */
    public static boolean isProxy(String text) {
        return IpBlock.parse(text).isPresent();
    }

    /**
     * The address a request came from, without a port.
     *
     * @param peer who is connected to us
     * @param forwardedFor all values of {@code X-Forwarded-For}, in their order
     */
    public String of(SocketAddress peer, List<String> forwardedFor) {
        return IpAddress.of(peer).map(address -> of(address, forwardedFor)).orElseGet(peer::toString);
    }

    /** The same for a peer that is known by its address as text. */
    public String of(String peer, List<String> forwardedFor) {
        return IpLiteral.parseWithPort(peer).map(address -> of(address, forwardedFor)).orElse(peer);
    }

    /**
     * Whether the client speaks to us, or to the proxy in front of us, under TLS.
     *
     * @param direct whether the peer does
     * @param forwardedProto all values of {@code X-Forwarded-Proto}: the last one is from the proxy that is our peer
     */
    public boolean isSecure(boolean direct, SocketAddress peer, List<String> forwardedProto) {
        return direct || isSecure(IpAddress.of(peer), forwardedProto);
    }

    /** The same for a peer that is known by its address as text. */
    public boolean isSecure(boolean direct, String peer, List<String> forwardedProto) {
        return direct || isSecure(IpLiteral.parseWithPort(peer), forwardedProto);
    }

    /** Whether the peer speaks for many others. */
    boolean isTrusted(IpAddress address) {
        return proxies.stream().anyMatch(block -> block.contains(address));
    }

    private String of(IpAddress peer, List<String> forwardedFor) {
        IpAddress nearest = peer;
        String[] chain = String.join(",", forwardedFor).split(",", -1);
        for (int i = chain.length - 1; i >= 0 && isTrusted(nearest); i--) {
            Optional<IpAddress> next = IpLiteral.parseWithPort(chain[i].strip());
            if (next.isEmpty()) {
                break;
            }
            nearest = next.get();
        }
        return nearest.toString();
    }

    private boolean isSecure(Optional<IpAddress> peer, List<String> forwardedProto) {
        if (peer.filter(this::isTrusted).isEmpty() || forwardedProto.isEmpty()) {
            return false;
        }
        String last = forwardedProto.get(forwardedProto.size() - 1);
        String nearest = last.substring(last.lastIndexOf(',') + 1).strip();
        return nearest.equalsIgnoreCase("https") || nearest.equalsIgnoreCase("wss");
    }
}
