package io.atomicflow.property;

import java.util.random.RandomGenerator;

/** One thing that somebody does to a flow. Numbers choose among what is there at that moment, modulo how much that is. */
sealed interface Step {

    /** Submits a task: of a limit, of a kind, which decides about time limits, retries and priority. */
    record Submit(int limit, int kind) implements Step {}

    /** Submits a staggered batch. */
    record SubmitBatch(int limit, int size) implements Step {}

    /** Cancels any task, ended or not. */
    record Cancel(int task) implements Step {}

    /** Lets a body that runs go on to its end. */
    record Finish(int body, How how) implements Step {}

    /** Changes the size of a limit. */
    record Resize(int limit, int permits) implements Step {}

    /** Pauses or resumes a limit. */
    record Pause(int limit, boolean on) implements Step {}

    /** Pauses or resumes the flow. */
    record PauseFlow(boolean on) implements Step {}

    /** Takes a permit in the own thread if it can be had, or gives one back. */
    record OwnPermit(int limit, boolean take) implements Step {}

    /** Lets time pass. */
    record Advance(int millis) implements Step {}

    /** How a body ends. */
    enum How {
        RETURN,
        THROW_EXCEPTION,
        THROW_ERROR
    }

    static Step random(RandomGenerator random) {
        int limit = random.nextInt(3);
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> new Submit(limit, random.nextInt(8));
            case 6 -> new SubmitBatch(limit, 1 + random.nextInt(5));
            case 7, 8 -> new Cancel(random.nextInt(1_000));
            case 9, 10, 11, 12, 13 -> new Finish(random.nextInt(1_000), How.values()[random.nextInt(3)]);
            case 14 -> new Resize(limit, random.nextInt(5));
            case 15 -> new Pause(limit, random.nextInt(3) == 0);
            case 16 -> new PauseFlow(random.nextInt(4) == 0);
            case 17 -> new OwnPermit(limit, random.nextBoolean());
            default -> new Advance(1 + random.nextInt(40));
        };
    }
}
