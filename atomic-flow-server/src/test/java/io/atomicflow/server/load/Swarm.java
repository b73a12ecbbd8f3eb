package io.atomicflow.server.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Many clients on one thread of their own. */
final class Swarm implements AutoCloseable {

    private static final int AT_ONCE = 100;

    private final Target target;
    private final Tally tally = new Tally();
    private final Selector selector;
    private final List<Subscriber> all = new ArrayList<>();
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closing;

    private Swarm(Target target) throws IOException {
        this.target = target;
        this.selector = Selector.open();
        this.thread = Thread.ofPlatform().name("swarm").daemon().unstarted(this::run);
    }

    /** Connects so many clients, each of which subscribes to all the channels; returns when they have. */
    static Swarm of(Target target, int clients, List<String> channels) throws IOException {
        Swarm swarm = new Swarm(target);
        swarm.thread.start();
        for (int i = 1; i <= clients; i++) {
            swarm.order(() -> swarm.connect(channels, 0));
            if (i % AT_ONCE == 0 || i == clients) {
                int soFar = i;
                Wait.until("client " + soFar + " is subscribed", () -> swarm.tally.subscriptions() >= soFar);
            }
        }
        return swarm;
    }

    /** One client with little room for what it does not read. */
    static Swarm ofOneWithRoomFor(Target target, int receiveBytes, List<String> channels) throws IOException {
        Swarm swarm = new Swarm(target);
        swarm.thread.start();
        swarm.order(() -> swarm.connect(channels, receiveBytes));
        Wait.until("it is subscribed", () -> swarm.tally.subscriptions() == 1);
        return swarm;
    }

    Tally tally() {
        return tally;
    }

    /** They read nothing from here on. */
    void pause() {
        order(() -> all.forEach(Subscriber::pause));
    }

    void resume() {
        order(() -> all.forEach(Subscriber::resume));
    }

    private void order(Runnable order) {
        orders.add(order);
        selector.wakeup();
    }

    private void connect(List<String> channels, int receiveBytes) {
        try {
            SocketChannel socket = SocketChannel.open();
            socket.configureBlocking(false);
            if (receiveBytes > 0) {
                socket.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
            }
            SelectionKey key = socket.register(selector, SelectionKey.OP_CONNECT);
            Subscriber subscriber = new Subscriber(socket, key, channels, tally);
            key.attach(subscriber);
            all.add(subscriber);
            socket.connect(target.address());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void run() {
        try {
            while (!closing) {
                selector.select(this::serve);
                for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
                    order.run();
                }
            }
            all.forEach(Subscriber::close);
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void serve(SelectionKey key) {
        Subscriber subscriber = (Subscriber) key.attachment();
        try {
            if (key.isConnectable()) {
                subscriber.connected(target);
            } else if (key.isReadable()) {
                subscriber.readable();
            }
        } catch (IOException broken) {
            subscriber.failed();
        }
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
    }
}
