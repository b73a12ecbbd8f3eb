package io.atomicflow.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JmhJsonTest {

    @Test
    void aScoreIsTheMedianOfItsIterationsWithJmhsError() {
        Measure score = Sample.row("DispatchThroughput", "atomicFlow").measure(Row.SCORE).orElseThrow();

        assertEquals(new Measure(20e6, 2e6, Quantity.RATE), score);
    }

    @Test
    void percentilesOfIterationsAreNoLatencies() {
        assertTrue(Sample.row("DispatchThroughput", "atomicFlow").measure("p50").isEmpty());
    }

    @Test
    void anErrorThatJmhDoesNotKnowIsNotAnError() {
        assertFalse(Sample.row("DispatchThroughput", "poolAndSemaphore").measure(Row.SCORE).orElseThrow().hasError());
    }

    @Test
    void allocationIsInBytes() {
        Measure allocation = Sample.row("DispatchThroughput", "atomicFlow").measure(Row.ALLOCATION).orElseThrow();

        assertEquals(new Measure(120.5, 0.5, Quantity.BYTES), allocation);
    }

    @Test
    void sampledPercentilesAreOfAllSamplesAndTheirErrorOfTheIterations() {
        Row row = Sample.row("DispatchLatency", "atomicFlow");
        Measure median = row.measure("p50").orElseThrow();

        assertEquals(2750, median.value());
        assertTrue(median.hasError());
        assertEquals(66_500, row.measure("p99.9").orElseThrow().value());
        assertEquals(9e6, row.measure("max").orElseThrow().value());
    }

    @Test
    void whatABenchmarkCountsHasItsUnitInItsName() {
        Row row = Sample.row("HandOff", "atomicFlow");

        assertEquals(new Measure(250, 0, Quantity.TIME), row.measure("p50").orElseThrow());
        assertEquals(new Measure(30, 0, Quantity.TIME), row.measure("p99.9").orElseThrow());
        assertEquals(new Measure(30, 0, Quantity.TIME), row.measure("perTask").orElseThrow());
        assertEquals(new Measure(120, 0, Quantity.BYTES), row.measure("bytesPerTask").orElseThrow());
    }
}
