package io.atomicflow.server.pusher;

import java.net.SocketAddress;
import java.util.List;

/** What is known of where a client comes from, which depends on the proxies in front of the server. */
public interface Doorman {

    /** The address that a connection really comes from; {@code forwardedFor} are its headers of that name. */
    String address(SocketAddress peer, List<String> forwardedFor);

    /** Whether it came over TLS all the way to us or to a proxy that we trust. */
    boolean isSecure(SocketAddress peer, boolean overTls, List<String> forwardedProto);

    /** Whether one more connection from {@code address} is welcome just now. */
    boolean mayKnock(String address);
}
