package io.atomicflow.server.pusher;

/** The channels of one app, as the rest of the server sees them. */
record AppChannels(RunningApp app) implements Channels {

    @Override
    public void publish(String channel, String event, String data) {
        if (Reserved.isReserved(event)) {
            throw new IllegalArgumentException("only the protocol itself may send '" + event + "'");
        }
        app.publish(ChannelName.of(channel), event, data, null);
    }

    @Override
    public void wake(String channel) {
        app.find(channel).ifPresent(Channel::wake);
    }

    @Override
    public boolean isOccupied(String channel) {
        return app.find(channel).map(Channel::isOccupied).orElse(false);
    }
}
