package io.atomicflow.server.pusher;

/** One message to clients, already in the form that goes over the wire, so that all who get it share it. */
public final class EncodedEvent {

    private final String text;

    private EncodedEvent(String text) {
        this.text = text;
    }

    /** An event on a channel; {@code data} arrives at the client as it is here. */
    public static EncodedEvent of(String channel, String event, String data) {
        return new EncodedEvent(ServerMessage.event(channel, event, data));
    }

    static EncodedEvent raw(String text) {
        return new EncodedEvent(text);
    }

    String text() {
        return text;
    }

    /** How much memory it holds while it waits: what it will weigh on the wire, nearly always. */
    int weight() {
        return text.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
