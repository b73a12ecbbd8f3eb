package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    private static final long BRISK = 100;
    private static final long SHORT = 5_000;
    private static final long LONG = 1_000_000;
    private static final int HABIT = 64;

    private final Pace flow = new Pace(null);
    private final Pace limit = new Pace(flow);

    private static void run(Pace pace, int times, long nanos) {
        for (int i = 0; i < times; i++) {
            pace.ran(nanos);
        }
    }

    @Test
    void nothingIsTakenForGrantedAtFirst() {
        assertFalse(limit.isSteady());
        assertFalse(limit.isBrisk());

        run(limit, HABIT - 1, BRISK);

        assertFalse(limit.isSteady());
        assertFalse(limit.isBrisk());
    }

    @Test
    void manyBriskRunsMakeAHabit() {
        run(limit, HABIT, BRISK);

        assertTrue(limit.isSteady());
        assertTrue(limit.isBrisk());
    }

    @Test
    void shortRunsAreSteadyButNotBrisk() {
        run(limit, 10 * HABIT, SHORT);

        assertTrue(limit.isSteady());
        assertFalse(limit.isBrisk());
    }

    @Test
    void oneLongRunEndsTheSteadinessUntilThereWereManyShortOnesAgain() {
        run(limit, 10 * HABIT, SHORT);

        limit.ran(LONG);

        assertFalse(limit.isSteady());
        run(limit, HABIT, SHORT);
        assertTrue(limit.isSteady());
    }

    @Test
    void oneSlowRunIsForgivenAfterManyBriskOnes() {
        run(limit, 10 * HABIT, BRISK);

        limit.ran(SHORT);

        assertTrue(limit.isBrisk());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void ifOneInTenOrMoreIsSlowItIsNotBriskForLong(int briskBetween) {
        run(limit, 10 * HABIT, BRISK);
        int rounds = 0;
        for (; limit.isBrisk() && rounds < 1_000; rounds++) {
            run(limit, briskBetween, BRISK);
            limit.ran(SHORT);
        }

        assertTrue(rounds <= HABIT, () -> "still brisk after so many slow runs");
        for (int i = 0; i < 1_000; i++) { // nor again
            run(limit, briskBetween, BRISK);
            limit.ran(SHORT);
            assertFalse(limit.isBrisk());
        }
    }

    @Test
    void whatWasSlowForLongIsBriskAgainAfterAHabitOfIt() {
        run(limit, 1_000, LONG);

        run(limit, 2 * HABIT, BRISK);

        assertTrue(limit.isBrisk());
        assertTrue(limit.isSteady());
    }

    @Test
    void aBodyThatTakesLongEndsTheHabitAtOnceAndItTakesTwiceAsLongToComeBack() {
        run(flow, 10 * HABIT, BRISK);

        flow.takesLong();

        assertFalse(flow.isBrisk());
        assertFalse(flow.isSteady());
        run(flow, 2 * HABIT - 1, BRISK);
        assertFalse(flow.isBrisk());
        flow.ran(BRISK);
        assertTrue(flow.isBrisk());
    }

    @Test
    void aBodyThatTakesLongOutweighsTheRestOfTheFlowForAHabit() {
        run(limit, 10 * HABIT, BRISK);

        limit.takesLong();

        run(limit, HABIT - 1, BRISK);
        assertTrue(flow.isBrisk());
        assertFalse(limit.isBrisk());
    }

    @Test
    void aNewLimitIsThoughtToBeLikeTheRestOfTheFlow() {
        run(limit, HABIT, BRISK);

        Pace fresh = new Pace(flow);

        assertTrue(fresh.isBrisk());
        assertFalse(fresh.isSteady(), "it is timed all the same until it is known");
    }

    @Test
    void aLimitThatIsKnownToBeSlowIsNotTakenForTheRestOfTheFlow() {
        Pace slow = new Pace(flow);
        slow.ran(LONG);
        run(limit, 10 * HABIT, BRISK);

        assertFalse(slow.isBrisk());
        limit.takesLong();
        assertFalse(limit.isBrisk());
        assertTrue(new Pace(flow).isBrisk(), "one limit does not speak for the flow");
    }

    @Test
    void longBeginsAboveTwentyMicroseconds() {
        assertFalse(Pace.isLong(20_000));
        assertTrue(Pace.isLong(20_001));
    }
}
