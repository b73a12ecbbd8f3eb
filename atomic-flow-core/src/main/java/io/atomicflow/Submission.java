package io.atomicflow;

import io.atomicflow.semaphore.Limit;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import io.atomicflow.task.TaskPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How tasks get into a flow. Whatever may fail comes first: once the slots are taken, every task must reach its end.
 */
final class Submission {

    private final Engine engine;
    private final Admission onFull;

    Submission(Engine engine, Admission onFull) {
        this.engine = engine;
        this.onFull = onFull;
    }

    Admission onFull() {
        return onFull;
    }

    /** One plain task under a limit that is in hand. */
    @SuppressWarnings("ReferenceEquality") // another flow may have a limit of the same key
    <T extends @Nullable Object> TaskRun<T> one(Limit limit, Object work, boolean isRunnable) {
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(work, "work");
        // one of another flow would not be closed with this one, nor its waiters run by our workers
        if (!(limit.owner() instanceof LimitEntry entry) || entry.engine() != engine) {
            throw new IllegalArgumentException(
                    "limit '" + limit.key() + "' is not one of this flow; limit(key, permits) makes one");
        }
        Object body = engine.bodies().withContext(work);
        long before = engine.intake().admit(1, onFull);
        if (before == Intake.CALLER_RUNS) {
            return byCaller(TaskPolicy.PLAIN, entry, body);
        }
        TaskRun<T> run = new TaskRun<>(before + 1, TaskPolicy.PLAIN, entry, body, isRunnable && body == work);
        run.admit(0);
        return run;
    }

    <T extends @Nullable Object> TaskHandle<T> one(Task<T> task, Duration delay, Admission admission) {
        return all(List.of(Objects.requireNonNull(task, "task")), index -> delay, admission).getFirst();
    }

    <T extends @Nullable Object> PartialBatch<T> whatFits(Collection<? extends Task<T>> tasks, Stagger stagger) {
        List<Task<T>> batch = List.copyOf(Objects.requireNonNull(tasks, "tasks"));
        Objects.requireNonNull(stagger, "stagger");
        int size = engine.intake().roomFor(batch.size());
        while (size > 0) {
            try {
                return new PartialBatch<>(
                        all(batch.subList(0, size), stagger, Admission.reject()), batch.subList(size, batch.size()));
            } catch (TaskRejectedException e) {
                size = Math.min(size - 1, engine.intake().roomFor(batch.size())); // somebody was faster
            }
        }
        return new PartialBatch<>(List.of(), batch);
    }

    <T extends @Nullable Object> List<TaskHandle<T>> all(
            Collection<? extends Task<T>> tasks, Stagger stagger, Admission admission) {
        List<Task<T>> batch = List.copyOf(Objects.requireNonNull(tasks, "tasks"));
        Objects.requireNonNull(stagger, "stagger");
        List<LimitEntry> limits = new ArrayList<>(batch.size());
        List<Object> bodies = new ArrayList<>(batch.size());
        long[] delayNanos = new long[batch.size()];
        int delayed = 0;
        for (int i = 0; i < batch.size(); i++) {
            Task<T> task = batch.get(i);
            limits.add(engine.limits().findOrMake(task.limit(), task.permits()));
            bodies.add(engine.bodies().withContext(task.body()));
            delayNanos[i] = FlowBuilder.nanos(delayOf(i, stagger));
            delayed += delayNanos[i] > 0 ? 1 : 0;
        }
        List<TaskHandle<T>> handles = new ArrayList<>(batch.size());
        if (batch.isEmpty()) {
            int ignored = engine.intake().roomFor(0); // none is needed, but a closed flow refuses
            return List.of();
        }
        long before = engine.intake().admit(batch.size(), admission);
        if (before == Intake.CALLER_RUNS) {
            return allByCaller(batch, limits, bodies, delayed);
        }
        engine.counters().scheduled(delayed);
        List<TaskRun<T>> runs = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            runs.add(new TaskRun<>(before + i + 1, batch.get(i).policy(), limits.get(i), bodies.get(i), false));
        }
        for (int i = 0; i < delayNanos.length; i++) {
            runs.get(i).admit(delayNanos[i]);
        }
        handles.addAll(runs);
        return List.copyOf(handles);
    }

    @SuppressWarnings("NullAway") // a stagger is somebody else's code
    private static Duration delayOf(int index, Stagger stagger) {
        Duration delay = stagger.delay(index);
        if (delay == null) {
            throw new NullPointerException("delay of task " + index);
        }
        return delay;
    }

    private <T extends @Nullable Object> List<TaskHandle<T>> allByCaller(
            List<Task<T>> batch, List<LimitEntry> limits, List<Object> bodies, int delayed) {
        if (delayed > 0) {
            throw engine.intake().full(batch.size());
        }
        long before = admitToCaller(batch.size());
        List<TaskRun<T>> runs = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            runs.add(new TaskRun<>(before + i + 1, batch.get(i).policy(), limits.get(i), bodies.get(i), false));
        }
        runs.forEach(engine::runByCaller);
        return List.copyOf(runs);
    }

    private <T extends @Nullable Object> TaskRun<T> byCaller(TaskPolicy policy, LimitEntry entry, Object body) {
        TaskRun<T> run = new TaskRun<>(admitToCaller(1) + 1, policy, entry, body, false);
        engine.runByCaller(run);
        return run;
    }

    /** All of them at once: while the first one runs the flow may be closed, which must not refuse the rest. */
    private long admitToCaller(int count) {
        if (engine.isPaused()) {
            throw engine.intake().full(count);
        }
        return engine.intake().admitPastTheQueue(count);
    }
}
