package io.atomicflow;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How much Lincheck tries: enough for two threads of a few steps each, in a second or two a test. */
public final class Linearizability {

    private Linearizability() {}

    /** Runs random scenarios under chosen interleavings, one after the other. Assumes sequential consistency. */
    public static void checkModel(Class<?> operations, Class<?> specification) {
        new ModelCheckingOptions()
                .iterations(20)
                .invocationsPerIteration(300)
                .threads(2)
                .actorsBefore(2)
                .actorsPerThread(3)
                .actorsAfter(2)
                .sequentialSpecification(specification)
                .check(operations);
    }

    /** Runs random scenarios on real threads, as they come. */
    public static void checkUnderStress(Class<?> operations, Class<?> specification) {
        new StressOptions()
                .iterations(5)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsBefore(2)
                .actorsPerThread(3)
                .actorsAfter(2)
                .sequentialSpecification(specification)
                .check(operations);
    }
}
