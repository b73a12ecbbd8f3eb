package io.atomicflow.server.live;

import io.atomicflow.event.FlowListener;
import io.atomicflow.event.TaskEvent;
import io.atomicflow.task.TaskState;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Folds events into the latest state of each task, and remembers what changed since the last frame.
 *
 * <p>At most {@code maxNamed} tasks are named in a frame, those that are live and those that ended in it; the next
 * {@code maxReserve} live ones wait to take the places of those that end. Further ones are known to the counters
 * only, so memory is bounded whatever the rate.
 *
 * <p><b>Thread-safety:</b> one thread folds, another cuts; one lock, never held for longer than one pass over the
 * table.
 */
final class TaskTable implements FlowListener {

    private final int maxNamed;
    private final int maxReserve;
    private final LimitIndex limits;

    private final Object lock = new Object();
    private final Map<Long, TaskPoint> named = new LinkedHashMap<>();
    private final Map<Long, TaskPoint> reserve = new LinkedHashMap<>();
    private final Set<Long> heardWhileHealing = new HashSet<>();
    private Map<Long, TaskPoint> changed = new LinkedHashMap<>();
    private int endedInFrame;
    private long dropped;
    private boolean lossy;
    private boolean healing;

    TaskTable(int maxNamed, int maxReserve, LimitIndex limits) {
        this.maxNamed = maxNamed;
        this.maxReserve = maxReserve;
        this.limits = limits;
    }

    @Override
    public void onEvent(TaskEvent event) {
        TaskPoint point = pointOf(event);
        synchronized (lock) {
            if (healing) {
                heardWhileHealing.add(event.stamp().taskId());
            }
            fold(event.stamp().taskId(), point);
        }
    }

    @Override
    public void onDropped(long count) {
        synchronized (lock) {
            dropped += count;
            lossy = true;
        }
    }

    private TaskPoint pointOf(TaskEvent event) {
        int limit = limits.of(event.stamp().limit());
        int attempt = event.stamp().attempt();
        if (event instanceof TaskEvent.Retried again) {
            // From here on it is about the next attempt; without a delay that is on the queue already.
            TaskState state = again.delay().isZero() ? TaskState.QUEUED : TaskState.SCHEDULED;
            return new TaskPoint(limit, state, 0, attempt + 1);
        }
        int progress = 0;
        if (event instanceof TaskEvent.Progress reported) {
            progress = (int) Math.round(100 * reported.fraction());
        } else if (event.state() == TaskState.COMPLETE) {
            progress = 100;
        }
        return new TaskPoint(limit, event.state(), progress, attempt);
    }

    private void fold(long id, TaskPoint point) {
        if (point.state().isEnd()) {
            end(id, point);
        } else if (named.containsKey(id) || (!reserve.containsKey(id) && hasRoom())) {
            named.put(id, point);
            changed.put(id, point);
        } else if (reserve.containsKey(id) || reserve.size() < maxReserve) {
            reserve.put(id, point);
        }
    }

    private void end(long id, TaskPoint point) {
        reserve.remove(id);
        if (named.remove(id) != null || hasRoom()) {
            changed.put(id, point);
            endedInFrame++;
        }
    }

    private boolean hasRoom() {
        return named.size() + endedInFrame < maxNamed;
    }

    /** What changed since the last cut. */
    Changes cut() {
        synchronized (lock) {
            Changes cut = new Changes(changed, dropped);
            changed = new LinkedHashMap<>();
            endedInFrame = 0;
            promote();
            return cut;
        }
    }

    /** How many events were lost so far. */
    long dropped() {
        synchronized (lock) {
            return dropped;
        }
    }

    /** The tasks that are named now. */
    Map<Long, TaskPoint> named() {
        synchronized (lock) {
            return new LinkedHashMap<>(named);
        }
    }

    /** How far a task is, 0 to 100, if it is one of those that are known by name. */
    OptionalInt progressOf(long id) {
        synchronized (lock) {
            TaskPoint point = named.containsKey(id) ? named.get(id) : reserve.get(id);
            return point == null ? OptionalInt.empty() : OptionalInt.of(point.progress());
        }
    }

    private void promote() {
        Iterator<Map.Entry<Long, TaskPoint>> waiting = reserve.entrySet().iterator();
        while (hasRoom() && waiting.hasNext()) {
            Map.Entry<Long, TaskPoint> next = waiting.next();
            named.put(next.getKey(), next.getValue());
            changed.put(next.getKey(), next.getValue());
            waiting.remove();
        }
    }

    /**
     * Compares the table with the tasks that are really there, if events were lost.
     *
     * @return true if tasks were forgotten of which nobody was told how they ended
     */
    boolean heal(LiveTasks live) {
        synchronized (lock) {
            if (!lossy) {
                return false;
            }
            lossy = false;
            healing = true;
            heardWhileHealing.clear();
        }
        Map<Long, TaskPoint> there = new LinkedHashMap<>();
        live.forEach(task -> {
            TaskState state = task.state();
            if (!state.isEnd()) {
                there.put(task.id(), new TaskPoint(limits.of(task.limit()), state, 0, task.attempt()));
            }
        });
        synchronized (lock) {
            healing = false;
            return reconcile(there);
        }
    }

    /** A task that an event was heard of meanwhile is left as that event made it: it is newer than the comparison. */
    private boolean reconcile(Map<Long, TaskPoint> there) {
        there.keySet().removeAll(heardWhileHealing);
        reserve.keySet().removeIf(id -> !heardWhileHealing.contains(id) && !there.containsKey(id));
        boolean forgotten = named.keySet().removeIf(id -> !heardWhileHealing.contains(id) && !there.containsKey(id));
        changed.entrySet()
                .removeIf(change -> !change.getValue().state().isEnd() && !named.containsKey(change.getKey()));
        there.forEach((id, point) -> {
            TaskPoint known = named.get(id);
            if (known == null || known.state() != point.state() || known.attempt() != point.attempt()) {
                fold(id, point);
            }
        });
        heardWhileHealing.clear();
        return forgotten;
    }

    /** The latest state of each task that changed, ended ones once; and how many events were lost so far. */
    record Changes(Map<Long, TaskPoint> tasks, long dropped) {}
}
