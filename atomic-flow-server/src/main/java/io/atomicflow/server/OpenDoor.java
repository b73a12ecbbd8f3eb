package io.atomicflow.server;

import io.atomicflow.server.pusher.Doorman;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/** Takes clients for what they seem. */
final class OpenDoor implements Doorman {

    @Override
    public String address(SocketAddress peer, List<String> forwardedFor) {
        return peer instanceof InetSocketAddress internet ? internet.getAddress().getHostAddress() : peer.toString();
    }

    @Override
    public boolean isSecure(SocketAddress peer, boolean overTls, List<String> forwardedProto) {
        return overTls;
    }

    @Override
    public boolean mayKnock(String address) {
        return true;
    }
}
