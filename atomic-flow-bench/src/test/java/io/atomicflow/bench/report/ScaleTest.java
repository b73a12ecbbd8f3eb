package io.atomicflow.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void aLinearAxisBeginsAtZeroAndEndsAtARoundNumber() {
        Scale scale = Scale.linear(17, 0, 100);

        assertEquals(List.of(0.0, 10.0, 20.0), scale.ticks());
        assertEquals(50, scale.position(10), 1e-9);
        assertTrue(scale.isBeyond(21));
    }

    @Test
    void aDecadeIsAsLongAsTheNext() {
        Scale scale = Scale.logarithmic(1, 1e6, 0, 60);

        assertEquals(10, scale.position(10), 1e-9);
        assertEquals(50, scale.position(1e5), 1e-9);
    }

    @Test
    void numbersBeyondTheEndsLieAtTheEnds() {
        Scale scale = Scale.logarithmic(1, 10, 0, 60);

        assertEquals(0, scale.position(0));
        assertEquals(60, scale.position(1e9));
    }
}
