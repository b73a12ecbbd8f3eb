package io.atomicflow.server.demo;

import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The tasks that are live, and the last that ended.
 *
 * <p><b>Thread-safety:</b> any thread may call, and none waits. Of the live ones it holds what the flow holds anyway;
 * of the ended ones {@value #KEPT}, give or take those that end at this moment.
 */
public final class KnownTasks {

    /** How many ended tasks are remembered. */
    public static final int KEPT = 10_000;

    private final InstantSource clock;
    private final ConcurrentMap<Long, KnownTask> live = new ConcurrentHashMap<>();
    private final NavigableMap<Long, KnownTask> all = new ConcurrentSkipListMap<>();
    private final Queue<KnownTask> ended = new ConcurrentLinkedQueue<>();
    private final AtomicInteger endedCount = new AtomicInteger();

    /** Knows none yet. */
    public KnownTasks(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes in a batch: each work with the handle that it was accepted with. */
    void addAll(List<? extends Task<?>> works, List<? extends TaskHandle<?>> accepted) {
        long now = clock.millis();
        for (int i = 0; i < accepted.size(); i++) {
            add(KnownTask.first(accepted.get(i), works.get(i), now));
        }
    }

    /** Takes in a task that does the work of another one again. */
    void addAgain(KnownTask before, TaskHandle<?> accepted) {
        add(KnownTask.again(accepted, before, clock.millis()));
    }

    private void add(KnownTask task) {
        live.put(task.id(), task);
        all.put(task.id(), task);
        // Runs at once for one that has ended already, so none is left behind among the live ones.
        var unused = task.handle().toCompletableFuture().whenComplete((result, failure) -> end(task));
    }

    private void end(KnownTask task) {
        task.endsAt(clock.millis());
        live.remove(task.id());
        ended.add(task);
        if (endedCount.incrementAndGet() > KEPT) {
            forgetOldest();
        }
        task.ended();
    }

    private boolean forgetOldest() {
        KnownTask oldest = ended.poll();
        if (oldest == null) {
            return false;
        }
        endedCount.decrementAndGet();
        all.remove(oldest.id());
        return true;
    }

    /** Forgets those that have ended so far. */
    void forgetEnded() {
        for (int left = endedCount.get(); left > 0 && forgetOldest(); left--) {
            // until those are gone that were there
        }
    }

    /** Visits the handles of those that have not ended. */
    public void forEachUnfinished(Consumer<? super TaskHandle<?>> visitor) {
        live.values().forEach(task -> visitor.accept(task.handle()));
    }

    /** The handle of this id, if its task has not ended. */
    public Optional<TaskHandle<?>> unfinished(long id) {
        return Optional.ofNullable(live.get(id)).map(KnownTask::handle);
    }

    /** The task of this id, be it live or ended, if it is still known. */
    public Optional<KnownTask> find(long id) {
        return Optional.ofNullable(all.get(id));
    }

    /** Whether there is one of this id. */
    public boolean contains(long id) {
        return all.containsKey(id);
    }

    /** All of them, the newest first. */
    Collection<KnownTask> newestFirst() {
        return all.descendingMap().values();
    }

    /** Those that are not yet among the ended ones, the newest first. */
    List<KnownTask> notEnded() {
        return newestFirst().stream().filter(task -> !task.hasEnded()).toList();
    }

    /** The newest ones that the filter lets through, so many at the most. */
    public List<KnownTask> newest(TaskFilter filter, int most) {
        List<KnownTask> newest = new ArrayList<>();
        for (KnownTask task : newestFirst()) {
            if (newest.size() == most) {
                break;
            }
            if (filter.matches(task)) {
                newest.add(task);
            }
        }
        return newest;
    }

    /** Cancels what the filter lets through, the oldest last, and says how many that were. */
    public int cancel(TaskFilter filter) {
        int cancelled = 0;
        for (KnownTask task : newestFirst()) {
            if (task.canCancel() && filter.matches(task) && task.cancel()) {
                cancelled++;
            }
        }
        return cancelled;
    }
}
