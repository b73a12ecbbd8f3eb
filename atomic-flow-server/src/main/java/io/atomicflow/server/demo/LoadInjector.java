package io.atomicflow.server.demo;

import io.atomicflow.AtomicFlow;
import io.atomicflow.PartialBatch;
import io.atomicflow.Stagger;
import io.atomicflow.TaskRejectedException;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskBody;
import io.atomicflow.task.TaskHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Turns orders into tasks. Any thread may call; an order is accepted as a whole or not at all. */
public final class LoadInjector {

    private static final Duration JITTER = Duration.ofSeconds(3);

    private final AtomicFlow flow;
    private final KnownTasks known;
    private volatile boolean draining;

    /** Declares the limits that orders may name. */
    public LoadInjector(AtomicFlow flow, KnownTasks known) {
        this.flow = flow;
        this.known = known;
        for (int permits = 1; permits <= LoadOrder.MAX_LIMIT; permits++) {
            flow.limit(Integer.toString(permits), permits);
        }
    }

    /** Submits the tasks of an order. */
    public Injection inject(LoadOrder order) {
        if (draining) {
            return new Injection.Draining();
        }
        try {
            List<Task<Long>> works = tasksOf(order, body -> body);
            List<TaskHandle<Long>> accepted = flow.submitAll(works, staggerOf(order));
            known.addAll(works, accepted);
            return new Injection.Accepted(order.count(), accepted.getFirst().id());
        } catch (TaskRejectedException refused) {
            return switch (refused.reason()) {
                case FULL, INTERRUPTED -> new Injection.Full(refused.room());
                case CLOSED -> new Injection.Draining();
            };
        }
    }

    /**
     * Submits as many tasks of an order as there is room for, the first ones.
     *
     * @param bodies what becomes of each body before it is submitted
     * @return how many were accepted
     */
    int injectWhatFits(LoadOrder order, Function<LoadBody, TaskBody<Long>> bodies) {
        if (draining) {
            return 0;
        }
        try {
            List<Task<Long>> works = tasksOf(order, bodies);
            PartialBatch<Long> batch = flow.submitWhatFits(works, staggerOf(order));
            known.addAll(works, batch.accepted());
            return batch.accepted().size();
        } catch (TaskRejectedException closed) {
            return 0;
        }
    }

    /** Submits the work of a task anew. */
    public Resubmission again(KnownTask task) {
        if (draining) {
            return new Resubmission.Draining();
        }
        try {
            TaskHandle<?> accepted = flow.submit(task.work());
            known.addAgain(task, accepted);
            return new Resubmission.Accepted(accepted.id());
        } catch (TaskRejectedException refused) {
            return switch (refused.reason()) {
                case FULL, INTERRUPTED -> new Resubmission.Full();
                case CLOSED -> new Resubmission.Draining();
            };
        }
    }

    /** Accepts no order from here on. */
    public void stopAccepting() {
        draining = true;
    }

    /** False once no order is accepted any more. */
    public boolean isAccepting() {
        return !draining;
    }

    static List<Task<Long>> tasksOf(LoadOrder order, Function<LoadBody, TaskBody<Long>> bodies) {
        SplittableRandom random = new SplittableRandom(order.seed());
        Task.Builder plan = planOf(order);
        List<Task<Long>> tasks = new ArrayList<>(order.count());
        for (int i = 0; i < order.count(); i++) {
            tasks.add(plan.call(bodies.apply(LoadBody.of(order.workload(), order.duration(), random))));
        }
        return tasks;
    }

    /** What all tasks of an order have in common. */
    private static Task.Builder planOf(LoadOrder order) {
        Task.Builder plan = Task.named(order.workload().key())
                .limit(order.limitKey(), order.limit())
                .retry(order.retry());
        return order.permitTimeout().isZero() ? plan : plan.permitTimeout(order.permitTimeout());
    }

    private static Stagger staggerOf(LoadOrder order) {
        return switch (order.spread()) {
            case NONE -> Stagger.none();
            case JITTER -> Stagger.jitter(JITTER, order.seed());
        };
    }
}
