package io.atomicflow.server.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Collects the steps of a scenario while it is thought up. For one thread. */
final class Script {

    private final SplittableRandom random;
    private final List<Step> steps = new ArrayList<>();

    Script(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A whole number, from {@code least} to {@code most}. */
    int pick(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** So many tasks that wait as long as they are told. */
    void submit(long atMillis, int limit, int count, int taskMillis) {
        submit(atMillis, limit, count, taskMillis, Duration.ZERO, 1);
    }

    void submit(long atMillis, int limit, int count, int taskMillis, Duration permitTimeout, int attempts) {
        add(atMillis, new Action.Submit(new LoadOrder(
                count,
                limit,
                Workload.SLEEP,
                Duration.ofMillis(taskMillis),
                Spread.NONE,
                permitTimeout,
                attempts,
                random.nextLong())));
    }

    void resize(long atMillis, int limit, int permits) {
        add(atMillis, new Action.Resize(Integer.toString(limit), permits));
    }

    void add(long atMillis, Action action) {
        steps.add(new Step(Duration.ofMillis(atMillis), action));
    }

    /** All of them in the order of time; those of one moment in the order in which they were added. */
    List<Step> steps() {
        return steps.stream().sorted(Comparator.comparing(Step::at)).toList();
    }
}
