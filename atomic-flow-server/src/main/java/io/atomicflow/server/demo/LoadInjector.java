package io.atomicflow.server.demo;

import io.atomicflow.AtomicFlow;
import io.atomicflow.Stagger;
import io.atomicflow.TaskRejectedException;
import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Turns orders into tasks. Any thread may call; an order is accepted as a whole or not at all. */
public final class LoadInjector {

    private static final Duration JITTER = Duration.ofSeconds(3);

    private final AtomicFlow flow;
    private final UnfinishedTasks unfinished = new UnfinishedTasks();
    private volatile boolean draining;

    /** Declares the limits that orders may name. */
    public LoadInjector(AtomicFlow flow) {
        this.flow = flow;
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
            List<TaskHandle<Long>> accepted = flow.submitAll(tasksOf(order), staggerOf(order));
            unfinished.addAll(accepted);
            return new Injection.Accepted(order.count(), accepted.getFirst().id());
        } catch (TaskRejectedException refused) {
            return switch (refused.reason()) {
                case FULL, INTERRUPTED -> new Injection.Full(refused.room());
                case CLOSED -> new Injection.Draining();
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

    /** Visits the tasks of all orders that have not ended. */
    public void forEachUnfinished(Consumer<? super TaskHandle<?>> visitor) {
        unfinished.forEach(visitor);
    }

    /** The task of this id, if it has not ended. */
    public Optional<TaskHandle<?>> unfinished(long id) {
        return unfinished.find(id);
    }

    private static List<Task<Long>> tasksOf(LoadOrder order) {
        SplittableRandom random = new SplittableRandom(order.seed());
        Task.Builder plan = planOf(order);
        List<Task<Long>> tasks = new ArrayList<>(order.count());
        for (int i = 0; i < order.count(); i++) {
            tasks.add(plan.call(LoadBody.of(order.workload(), order.duration(), random)));
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
