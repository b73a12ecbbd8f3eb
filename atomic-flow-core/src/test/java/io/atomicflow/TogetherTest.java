package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The harness itself must be able to fail. */
class TogetherTest {

    @Test
    void whatAThreadThrowsReachesTheTest() {
        AssertionError failure = assertThrows(AssertionError.class, () -> Together.run(3, number -> {
            if (number == 1) {
                throw new AssertionError("from thread 1");
            }
        }));

        assertEquals("from thread 1", String.valueOf(failure.getCause().getMessage()));
    }
}
