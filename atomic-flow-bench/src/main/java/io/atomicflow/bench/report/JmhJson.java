package io.atomicflow.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Reads what JMH writes with {@code -rf json}.
 *
 * <p>A score is taken as the median of its iterations, so that one that the machine disturbed does not move it; the
 * error is JMH's own, of their mean. Percentiles come from all samples together, their error from the percentiles of
 * the iterations.
 */
final class JmhJson {

    private static final double CONFIDENCE = 0.999;
    /** Our name, JMH's percentile, JMH's name for the same number of each iteration. */
    private static final List<List<String>> PERCENTILES = List.of(List.of("p50", "50.0", "p0.50"),
            List.of("p99", "99.0", "p0.99"), List.of("p99.9", "99.9", "p0.999"), List.of("max", "100.0", "p1.00"));

    private static final Map<String, String> PRODUCERS = Map.of("oneProducer", "1", "twoProducers", "2",
            "fourProducers",
            "4");
    /** {@code p50Nanos} or {@code nanosPerTask}. */
    private static final Pattern TIME_IN_NAME = Pattern.compile("(.*?)([Nn]anos|[Mm]icros|[Mm]illis)(.*)");
    private static final Map<String, Double> NANOS = Map.of("nanos", 1.0, "micros", 1e3, "millis", 1e6);

    private JmhJson() {}

    static List<Row> read(Path file) throws IOException {
        return rows(new ObjectMapper().readTree(file.toFile()));
    }

    static List<Row> rows(JsonNode results) {
        // A benchmark that was run twice counts as it came out last.
        Map<List<Object>, Row> rows = new LinkedHashMap<>();
        for (JsonNode result : results) {
            Row row = row(result);
            rows.put(List.of(row.question(), row.method(), row.params()), row);
        }
        return List.copyOf(rows.values());
    }

    private static Row row(JsonNode result) {
        List<String> name = List.of(result.path("benchmark").asText().split("\\."));
        Map<String, String> params = new LinkedHashMap<>();
        result.path("params").properties().forEach(param -> params.put(param.getKey(), param.getValue().asText()));
        String method = name.getLast();
        // JMH sets the number of threads by method, not by parameter; here it is one.
        String producers = PRODUCERS.get(method);
        if (producers != null) {
            params.put("producers", producers);
            method = "";
        }
        JsonNode primary = result.path("primaryMetric");
        JsonNode secondary = result.path("secondaryMetrics");
        Map<String, Measure> measures = new LinkedHashMap<>();
        measures.put(Row.SCORE, score(primary));
        if (result.path("mode").asText().equals("sample")) {
            for (List<String> percentile : PERCENTILES) {
                JsonNode value = primary.path("scorePercentiles").path(percentile.get(1));
                JsonNode each = secondary.path(percentile.get(2));
                measures.put(percentile.get(0), measure(value, error(each), primary));
            }
        } else {
            secondary.properties().forEach(metric -> counted(metric.getKey(), metric.getValue(), measures));
        }
        JsonNode allocation = secondary.path("gc.alloc.rate.norm");
        if (!allocation.isMissingNode()) {
            measures.put(Row.ALLOCATION, score(allocation));
        }
        return new Row(name.get(name.size() - 2), method, params, measures);
    }

    /** What the benchmark counted itself; what profilers add has a dot or a JMH middle dot in its name. */
    private static void counted(String name, JsonNode metric, Map<String, Measure> measures) {
        if (!name.matches("[A-Za-z0-9]+")) {
            return;
        }
        Measure measure = score(metric);
        String bare = name;
        // JMH knows no unit for what a benchmark counts by itself: then its name has it.
        Matcher time = TIME_IN_NAME.matcher(name);
        if (time.matches() && measure.quantity() == Quantity.NUMBER) {
            double nanos = NANOS.getOrDefault(time.group(2).toLowerCase(Locale.ROOT), 1.0);
            measure = new Measure(measure.value() * nanos, measure.error() * nanos, Quantity.TIME);
            bare = time.group(1) + time.group(3);
            bare = bare.substring(0, 1).toLowerCase(Locale.ROOT) + bare.substring(1);
        } else if (name.toLowerCase(Locale.ROOT).contains("bytes") && measure.quantity() == Quantity.NUMBER) {
            measure = new Measure(measure.value(), measure.error(), Quantity.BYTES);
        }
        measures.put(bare.equals("p999") ? "p99.9" : bare, measure);
    }

    private static Measure score(JsonNode metric) {
        List<Double> each = iterations(metric);
        double error = metric.path("scoreError").isNumber() ? metric.path("scoreError").asDouble() : error(metric);
        if (each.isEmpty()) {
            return measure(metric.path("score"), error, metric);
        }
        double median = statistics(each).getPercentile(50);
        Quantity.Scaled unit = Quantity.ofUnit(metric.path("scoreUnit").asText());
        return new Measure(median * unit.factor(), error * unit.factor(), unit.quantity());
    }

    private static Measure measure(JsonNode value, double error, JsonNode metric) {
        Quantity.Scaled unit = Quantity.ofUnit(metric.path("scoreUnit").asText());
        double number = value.isNumber() ? value.asDouble() : Double.NaN;
        return new Measure(number * unit.factor(), error * unit.factor(), unit.quantity());
    }

    private static double error(JsonNode metric) {
        List<Double> each = iterations(metric);
        return each.size() < 3 ? Double.NaN : statistics(each).getMeanErrorAt(CONFIDENCE);
    }

    private static List<Double> iterations(JsonNode metric) {
        List<Double> each = new ArrayList<>();
        for (JsonNode fork : metric.path("rawData")) {
            fork.forEach(value -> each.add(value.asDouble()));
        }
        return each;
    }

    private static ListStatistics statistics(List<Double> values) {
        return new ListStatistics(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
