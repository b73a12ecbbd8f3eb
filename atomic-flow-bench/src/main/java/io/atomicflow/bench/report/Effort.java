package io.atomicflow.bench.report;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How much is measured. The short set looks; figures that are quoted need three forks and longer iterations.
 *
 * @param forks JVMs for each benchmark
 * @param iteration how long one iteration lasts
 * @param warmups iterations before the measured ones
 * @param iterations measured ones
 * @param only the questions to ask; empty means all
 */
record Effort(int forks, Duration iteration, int warmups, int iterations, List<String> only) {

    /**
     * Of {@code bench.forks}, {@code bench.millis}, {@code bench.warmups}, {@code bench.iterations} and
     * {@code bench.only}.
     */
    static Effort ofProperties() {
        int forks = number("bench.forks", 1);
        // Who asks for more forks wants figures to quote.
        boolean quoted = forks > 1;
        return new Effort(forks, Duration.ofMillis(number("bench.millis", quoted ? 1000 : 400)),
                number("bench.warmups", quoted ? 4 : 3), number("bench.iterations", 5),
                Arrays.stream(System.getProperty("bench.only", "").split(",")).map(String::strip)
                        .filter(name -> !name.isEmpty()).toList());
    }

    private static int number(String property, int unlessTold) {
        String value = System.getProperty(property, "").strip();
        if (value.isEmpty()) {
            return unlessTold;
        }
        if (!value.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException("-D" + property + "=" + value + " is no number of at least 1");
        }
        return Integer.parseInt(value);
    }

    String words() {
        return forks + (forks == 1 ? " fork, " : " forks, ") + iterations + " iterations of " + iteration.toMillis()
                + " ms";
    }

    boolean asks(String question) {
        return only.isEmpty() || only.contains(question);
    }
}
