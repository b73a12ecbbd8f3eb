package io.atomicflow.server.live;

import io.atomicflow.FlowSnapshot;
import io.atomicflow.server.pusher.Channels;
import io.atomicflow.server.pusher.Feed;
import io.atomicflow.server.pusher.Feeds;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * The channels of the flow: all of it, one task, one limit. Only clients of one app are told.
 *
 * <p>A task or a limit is watched from the moment its feed is opened until its channel has no subscriber any more;
 * who asks for a feed and does not open it leaves nothing behind. So there are never more watches than occupied
 * channels and those that were opened since the last tick.
 *
 * <p><b>Thread-safety:</b> any thread may ask and open; one thread ticks. <b>Memory ordering:</b> who opens a feed
 * is subscribed already. To open and to forget exclude each other by the map's own lock of that name: either the
 * tick sees the subscriber, or the subscriber finds no watch and makes a new one. Nobody reads from a watch that
 * was forgotten.
 */
public final class LiveFeeds implements Feeds {

    private final String appId;
    private final LiveChannels channels;
    private final LiveFeed flowFeed;
    private final TaskTable table;
    private final TaskById tasks;
    private final Supplier<FlowSnapshot> flow;
    private final InstantSource clock;
    private final Explanations explanations = new Explanations();
    private final ConcurrentMap<String, Watch> watches = new ConcurrentHashMap<>();

    LiveFeeds(
            String appId,
            LiveChannels channels,
            LiveFeed flowFeed,
            TaskTable table,
            TaskById tasks,
            Supplier<FlowSnapshot> flow,
            InstantSource clock) {
        this.appId = appId;
        this.channels = channels;
        this.flowFeed = flowFeed;
        this.table = table;
        this.tasks = tasks;
        this.flow = flow;
        this.clock = clock;
    }

    @Override
    public Optional<Feed> feed(String app, String channel) {
        return app.equals(appId)
                ? channels.topic(channel).map(topic -> feed(channel, topic))
                : Optional.empty();
    }

    private Feed feed(String channel, Topic topic) {
        return switch (topic) {
            case Topic.Flow() -> flowFeed;
            case Topic.OneTask(long id) ->
                watching(channel, () -> new TaskSubject(id, tasks, table, explanations));
            case Topic.OneLimit(String key) -> watching(channel, () -> new LimitSubject(key));
        };
    }

    private Feed watching(String channel, Supplier<Subject> subject) {
        return () -> watches.computeIfAbsent(channel, name -> new Watch(name, subject.get())).open(moment());
    }

    LiveFeed flowFeed() {
        return flowFeed;
    }

    /** Looks at all that is watched, and wakes the channels of what changed. */
    void tick(Channels listeners) {
        explanations.refill();
        Moment now = moment();
        for (String channel : watches.keySet()) {
            Watch watch = watches.computeIfPresent(
                    channel, (name, watched) -> listeners.isOccupied(name) ? watched : null);
            if (watch != null && watch.look(now)) {
                listeners.wake(channel);
            }
        }
    }

    /** How many tasks and limits are watched. */
    int watched() {
        return watches.size();
    }

    private Moment moment() {
        return new Moment(clock.millis(), flow);
    }
}
