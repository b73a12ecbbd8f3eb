package io.atomicflow.bench.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoundTest {

    @Test
    void eachBoundHoldsOnItsOwnSide() {
        assertTrue(Bound.THROUGHPUT.holds(0.5));
        assertFalse(Bound.THROUGHPUT.holds(0.3));
        assertTrue(Bound.ALLOCATION.holds(72));
        assertFalse(Bound.ALLOCATION.holds(88));
        assertFalse(Bound.HEAD_OF_LINE.holds(3.1));
    }

    @Test
    void whatCouldNotBeMeasuredHoldsNothing() {
        assertFalse(Bound.THROUGHPUT.holds(Median.of(List.of())));
        assertFalse(Bound.ALLOCATION.holds(Double.NaN));
    }

    @Test
    void oneBadMomentDoesNotMoveTheMedian() {
        assertEquals(10, Median.of(List.of(9.0, 10.0, 11.0, 0.1, 10.0)));
        assertEquals(9.5, Median.of(List.of(9.0, 10.0)));
    }
}
