package io.atomicflow.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Results as JMH writes them, of every form that the benchmarks have. */
final class Sample {

    private Sample() {}

    static List<Row> rows() {
        try (var json = Objects.requireNonNull(Sample.class.getResourceAsStream("results.json"))) {
            return JmhJson.rows(new ObjectMapper().readTree(json));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    static Row row(String question, String contender) {
        return rows().stream()
                .filter(row -> row.question().equals(question) && row.param("contender").equals(contender))
                .findFirst().orElseThrow();
    }
}
