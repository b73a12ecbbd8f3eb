package io.atomicflow.server.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last frames, as far back as a slow reader may fall before it starts over; bounded in time and in size. */
final class FrameLog {

    private final long maxAgeMillis;
    private final int maxTasks;
    private final Deque<LiveFrame> frames = new ArrayDeque<>();
    private int tasks;

    FrameLog(Duration maxAge, int maxTasks) {
        this.maxAgeMillis = maxAge.toMillis();
        this.maxTasks = maxTasks;
    }

    void add(LiveFrame frame) {
        frames.addLast(frame);
        tasks += frame.tasks().size();
        while (frames.size() > 1 && (isTooOld(frames.getFirst(), frame) || tasks > maxTasks)) {
            tasks -= frames.removeFirst().tasks().size();
        }
    }

    void clear() {
        frames.clear();
        tasks = 0;
    }

    /** Whether all frames from {@code number} on are still here. */
    boolean reachesBackTo(long number) {
        return !frames.isEmpty() && frames.getFirst().number() <= number;
    }

    /** The latest state of each task that changed in frame {@code number} or later. */
    Map<Long, TaskPoint> changesSince(long number) {
        Map<Long, TaskPoint> merged = new LinkedHashMap<>();
        for (LiveFrame frame : frames) {
            if (frame.number() >= number) {
                merged.putAll(frame.tasks());
            }
        }
        return merged;
    }

    private boolean isTooOld(LiveFrame frame, LiveFrame newest) {
        return newest.atMillis() - frame.atMillis() > maxAgeMillis;
    }
}
