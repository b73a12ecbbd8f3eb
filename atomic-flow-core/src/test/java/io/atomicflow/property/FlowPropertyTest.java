package io.atomicflow.property;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.semaphore.Semaphores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random steps, the laws after each. A failure names the seed, and the shortest list of steps that was found to fail.
 * {@code -Dflow.seed=…} replays one seed instead of new ones.
 */
@Timeout(240)
class FlowPropertyTest {

    private static final int ROUNDS = 60;
    private static final int STEPS = 120;
    private static final long SHRINK_NANOS = TimeUnit.SECONDS.toNanos(60);

    static Stream<Arguments> strategies() {
        return Stream.of(
                Arguments.of("channel", Semaphores.channel()),
                Arguments.of("atomic", Semaphores.atomic()),
                Arguments.of("fair", Semaphores.fair()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void theLawsHoldWhateverIsDoneInWhateverOrder(String name, Semaphores semaphores) {
        Long replayed = Long.getLong("flow.seed");
        long first = replayed == null ? System.nanoTime() : replayed;
        for (int round = 0; round < (replayed == null ? ROUNDS : 1); round++) {
            long seed = first + round;
            List<Step> steps = steps(new SplittableRandom(seed));
            failureOf(steps, list -> Run.of(semaphores, list)).ifPresent(failure -> {
                List<Step> fewest = shrink(steps, list -> Run.of(semaphores, list));
                throw new AssertionError(
                        "-Dflow.seed=" + seed + " (" + name + ") fails; so do these steps: " + fewest, failure);
            });
        }
    }

    @Test
    void aFailureIsShrunkToTheStepsThatMatter() {
        Consumer<List<Step>> failsOnTwoAdvances = steps -> assertTrue(
                steps.stream().filter(Step.Advance.class::isInstance).count() < 2);
        List<Step> steps = steps(new SplittableRandom(1));

        assertThrows(AssertionError.class, () -> failsOnTwoAdvances.accept(steps));
        List<Step> fewest = shrink(steps, failsOnTwoAdvances);

        assertTrue(fewest.size() == 2 && fewest.stream().allMatch(Step.Advance.class::isInstance), "" + fewest);
    }

    private static List<Step> steps(RandomGenerator random) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            steps.add(Step.random(random));
        }
        return steps;
    }

    private static Optional<Throwable> failureOf(List<Step> steps, Consumer<List<Step>> run) {
        try {
            run.accept(steps);
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(e);
        }
    }

    /** Leaves out ever smaller pieces as long as what is left still fails. */
    private static List<Step> shrink(List<Step> failing, Consumer<List<Step>> run) {
        List<Step> fewest = failing;
        long deadline = System.nanoTime() + SHRINK_NANOS;
        for (int piece = failing.size() / 2; piece > 0; piece /= 2) {
            for (int from = 0; from + piece <= fewest.size() && System.nanoTime() - deadline < 0;) {
                List<Step> fewer = new ArrayList<>(fewest);
                fewer.subList(from, from + piece).clear();
                if (failureOf(fewer, run).isPresent()) {
                    fewest = fewer;
                } else {
                    from += piece;
                }
            }
        }
        return fewest;
    }
}
