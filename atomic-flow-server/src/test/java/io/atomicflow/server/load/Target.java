package io.atomicflow.server.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** A Pusher server under load, of whatever make, on this machine. */
record Target(String name, int port, String appId, String key, String secret, long pid) {

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    URI http(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }
}
