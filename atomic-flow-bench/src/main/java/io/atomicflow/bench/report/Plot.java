package io.atomicflow.bench.report;

import java.util.Map;

/** A picture that a question is shown by. */
sealed interface Plot {

    /** The parameters that a row must have to be in it. */
    Map<String, String> where();

    /** A bar for each, with its error. */
    record Bars(String measure, String by, Map<String, String> where) implements Plot {}

    /** From p50 to p99, on a logarithmic axis: latencies differ by powers of ten. */
    record Ranges(String by, Map<String, String> where) implements Plot {}

    /** A line for each over a parameter that grows, both axes logarithmic: linear growth is a diagonal. */
    record Lines(String measure, String by, String over, Map<String, String> where) implements Plot {}
}
