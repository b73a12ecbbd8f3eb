package io.atomicflow.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question with its answer.
 *
 * @param question what was asked
 * @param verdicts on what is wanted
 * @param throughout the parameters that all rows have in common
 * @param pictures of the numbers
 * @param table of the numbers
 */
record Section(Question question, List<Verdict> verdicts, Map<String, String> throughout, List<Picture> pictures,
        Table table) {

    static Section of(Question question, List<Row> all) {
        List<Row> rows = Comparison.together(
                all.stream().filter(row -> row.question().equals(question.name())).toList(), question.by());
        Map<String, String> throughout = common(rows, question.by());
        return new Section(question, question.claims().stream().flatMap(claim -> claim.judge(rows).stream()).toList(),
                throughout,
                question.plots().stream().flatMap(plot -> pictures(question, plot, rows, throughout)).toList(),
                Table.of(question, without(throughout, rows)));
    }

    private static Stream<Picture> pictures(Question question, Plot plot, List<Row> all,
            Map<String, String> throughout) {
        List<Row> rows = without(throughout, all.stream().filter(row -> row.has(plot.where())).toList());
        return switch (plot) {
            case Plot.Bars bars -> {
                BarPlot drawing = new BarPlot(bars, having(bars.measure(), rows));
                yield Panel.split(having(bars.measure(), rows), List.of(bars.by())).stream()
                        .map(panel -> drawing.draw(question.name(), panel));
            }
            case Plot.Ranges ranges -> {
                RangePlot drawing = new RangePlot(ranges, having("p50", rows));
                yield Panel.split(having("p50", rows), List.of(ranges.by())).stream()
                        .map(panel -> drawing.draw(question.name(), panel));
            }
            case Plot.Lines lines -> {
                LinePlot drawing = new LinePlot(lines, having(lines.measure(), rows));
                yield Panel.split(having(lines.measure(), rows), List.of(lines.by(), lines.over())).stream()
                        .map(panel -> drawing.draw(question.name(), panel)).filter(Objects::nonNull);
            }
        };
    }

    /** What is the same everywhere is said once, not in every heading. */
    private static Map<String, String> common(List<Row> rows, String by) {
        Map<String, String> common = new LinkedHashMap<>(rows.isEmpty() ? Map.of() : rows.getFirst().params());
        rows.forEach(row -> common.entrySet().retainAll(row.params().entrySet()));
        common.remove(by);
        return common;
    }

    private static List<Row> without(Map<String, String> common, List<Row> rows) {
        return rows.stream().map(row -> row.without(common.keySet())).toList();
    }

    String throughoutWords() {
        return throughout.entrySet().stream()
                .map(entry -> Panel.words(entry.getKey()) + " " + Panel.grouped(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static List<Row> having(String measure, List<Row> rows) {
        return rows.stream().filter(row -> row.measure(measure).isPresent()).toList();
    }
}
