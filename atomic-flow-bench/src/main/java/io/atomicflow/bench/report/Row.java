package io.atomicflow.bench.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one benchmark with one set of parameters gave.
 *
 * @param question the simple name of the class
 * @param method the benchmark method
 * @param params in the order JMH has them
 * @param measures by name: {@link #SCORE}, {@link #ALLOCATION}, {@code p50}, {@code p99}, {@code p99.9}, {@code max},
 *        and whatever else the benchmark counted
 */
record Row(String question, String method, Map<String, String> params, Map<String, Measure> measures) {

    /** The benchmark's own number; of times that are sampled, their mean. */
    static final String SCORE = "score";
    /** Bytes allocated an operation, by all threads. */
    static final String ALLOCATION = "allocation";

    String param(String name) {
        return params.getOrDefault(name, "");
    }

    Optional<Measure> measure(String name) {
        return Optional.ofNullable(measures.get(name)).filter(measure -> Double.isFinite(measure.value()));
    }

    /** Whether every one of these parameters is there and has this value. */
    boolean has(Map<String, String> wanted) {
        return params.entrySet().containsAll(wanted.entrySet());
    }

    Row without(Set<String> names) {
        Map<String, String> rest = new LinkedHashMap<>(params);
        rest.keySet().removeAll(names);
        return new Row(question, method, rest, measures);
    }

    /** The parameters beside one. */
    Map<String, String> paramsWithout(String name) {
        Map<String, String> rest = new LinkedHashMap<>(params);
        rest.remove(name);
        return rest;
    }
}
