package io.atomicflow.server.demo;

import io.atomicflow.task.TaskBody;
import io.atomicflow.task.TaskContext;
import java.time.Duration;
import java.util.SplittableRandom;

/** A body that spends its time as it was told, in steps, and reports how far it is after each. */
record LoadBody(Work work, Ending ending, Duration duration) implements TaskBody<Long> {

    private static final long STEP_MILLIS = 100;
    private static final long MAX_STEPS = 20;
    private static final int ONE_IN = 4;

    static LoadBody of(Workload workload, Duration duration, SplittableRandom random) {
        boolean chosen = random.nextInt(ONE_IN) == 0;
        return switch (workload) {
            case SLEEP -> new LoadBody(Work.WAIT, Ending.RETURN, duration);
            case CPU -> new LoadBody(Work.COMPUTE, Ending.RETURN, duration);
            case MIXED -> new LoadBody(chosen ? Work.COMPUTE : Work.WAIT, Ending.RETURN, duration);
            case FAILING -> new LoadBody(Work.WAIT, chosen ? Ending.THROW : Ending.RETURN, duration);
        };
    }

    @Override
    public Long run(TaskContext context) throws InterruptedException, LoadFailure {
        long steps = Math.clamp(duration.toMillis() / STEP_MILLIS, 1, MAX_STEPS);
        Duration step = duration.dividedBy(steps);
        long result = context.taskId();
        for (long done = 0; done < steps && !context.isCancelled(); done++) {
            if (done > 0) {
                context.progress((double) done / steps);
            }
            result += work.spend(step);
        }
        if (ending == Ending.THROW) {
            throw new LoadFailure(context.taskId());
        }
        return result;
    }

    enum Work {
        WAIT {
            @Override
            long spend(Duration time) throws InterruptedException {
                Thread.sleep(time);
                return 0;
            }
        },
        COMPUTE {
            @Override
            long spend(Duration time) throws InterruptedException {
                long end = System.nanoTime() + time.toNanos();
                long mixed = end;
                while (System.nanoTime() - end < 0) {
                    mixed = mixed * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
                return mixed;
            }
        };

        abstract long spend(Duration time) throws InterruptedException;
    }

    enum Ending {
        RETURN,
        THROW
    }

    /** The failure that a failing workload is asked for. */
    static final class LoadFailure extends Exception {

        private static final long serialVersionUID = 1L;

        LoadFailure(long taskId) {
            super("task " + taskId + " was asked to fail", null, false, false);
        }
    }
}
