package io.atomicflow.server;

import io.atomicflow.server.door.ClientAddress;
import io.atomicflow.server.door.HandshakeRate;
import io.atomicflow.server.pusher.Doorman;
import java.net.SocketAddress;
import java.util.List;

/** What the door knows of a client, as the Pusher endpoint wants to know it. */
record FrontDoor(ClientAddress clients, HandshakeRate handshakes) implements Doorman {

    @Override
    public String address(SocketAddress peer, List<String> forwardedFor) {
        return clients.of(peer, forwardedFor);
    }

    @Override
    public boolean isSecure(SocketAddress peer, boolean overTls, List<String> forwardedProto) {
        return clients.isSecure(overTls, peer, forwardedProto);
    }

    @Override
    public boolean mayKnock(String address) {
        return handshakes.tryTake(address);
    }
}
