package io.atomicflow.server.pusher;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A socket that notes what is done to it. It takes a message when {@link #take()} says so, or at once. */
final class FakeWire implements Wire {

    enum Pace {
        AT_ONCE,
        WHEN_TOLD
    }

    final List<String> sent = new ArrayList<>();
    final List<Integer> closes = new ArrayList<>();
    Consumer<String> onSend = text -> {};
    int pings;
    int disconnects;
    private final Pace pace;
    private final List<Consumer<@Nullable Throwable>> waiting = new ArrayList<>();

    FakeWire(Pace pace) {
        this.pace = pace;
    }

    @Override
    public void send(List<EncodedEvent> messages, Consumer<@Nullable Throwable> done) {
        for (EncodedEvent message : messages) {
            sent.add(message.toString());
            onSend.accept(message.toString());
        }
        if (pace == Pace.AT_ONCE) {
            done.accept(null);
        } else {
            waiting.add(done);
        }
    }

    /** The message that is on its way arrives. */
    void take() {
        waiting.removeFirst().accept(null);
    }

    void breakDown() {
        waiting.removeFirst().accept(new java.io.IOException("broken pipe"));
    }

    int onTheirWay() {
        return waiting.size();
    }

    String last() {
        return sent.getLast();
    }

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void close(int code, String message) {
        closes.add(code);
    }

    @Override
    public void disconnect() {
        disconnects++;
    }
}
