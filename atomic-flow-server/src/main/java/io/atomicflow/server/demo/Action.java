package io.atomicflow.server.demo;

/** One thing that a scenario does. */
sealed interface Action {

    /** Submits as many tasks of an order as there is room for. */
    record Submit(LoadOrder order) implements Action {}

    /** Gives a limit another size. */
    record Resize(String limit, int permits) implements Action {}

    /** From here on every body of the scenario throws in the end. */
    record Break() implements Action {}

    /** From here on bodies return again. */
    record Mend() implements Action {}
}
