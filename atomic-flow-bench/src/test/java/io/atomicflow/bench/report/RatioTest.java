package io.atomicflow.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void relativeErrorsAddAsTheSidesOfARightAngle() {
        Ratio ratio = Ratio.of(20, 20 * 0.03, 10, 10 * 0.04);

        assertEquals(2, ratio.value());
        assertEquals(2 * 0.05, ratio.error(), 1e-12);
    }

    @Test
    void anExactReferenceLeavesTheErrorAsItIs() {
        assertEquals(new Ratio(1.5, 0.25), Ratio.of(3, 0.5, 2, 0));
    }

    @Test
    void nothingOverSomethingHasAnErrorStill() {
        assertEquals(new Ratio(0, 0.5), Ratio.of(0, 1, 2, 1));
    }

    @Test
    void anUnknownErrorStaysUnknownAndIsNearNothing() {
        Ratio ratio = Ratio.of(2, Double.NaN, 1, 0.5);

        assertFalse(ratio.hasError());
        assertFalse(ratio.isNear(2));
        assertEquals("2.00", Numbers.ratio(ratio));
    }

    @Test
    void aBoundInsideTheErrorIsNear() {
        assertTrue(new Ratio(1.9, 0.2).isNear(2));
        assertFalse(new Ratio(1.7, 0.2).isNear(2));
    }
}
