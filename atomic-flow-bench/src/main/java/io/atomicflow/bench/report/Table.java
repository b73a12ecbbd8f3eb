package io.atomicflow.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The numbers of a question, as text in cells.
 *
 * @param columns their headings; the first is who
 * @param answer the column that answers the question
 * @param groups rows that are compared with each other, under a heading of their own
 */
record Table(List<String> columns, int answer, List<Group> groups) {

    /** Lines with the same parameters. */
    record Group(String title, List<Line> lines) {}

    /** One contender's numbers. */
    record Line(String name, Party party, List<String> cells) {}

    private record Column(String heading, boolean answers, Function<Row, Optional<String>> cell) {}

    static Table of(Question question, List<Row> rows) {
        List<Column> columns = columns(question, rows);
        int answer = columns.stream().map(Column::answers).toList().indexOf(true);
        List<Group> groups = Panel.split(rows, List.of(question.by())).stream()
                .map(panel -> new Group(panel.title(),
                        panel.rows().stream().map(row -> line(question, row, columns)).toList()))
                .toList();
        List<String> headings = new ArrayList<>(List.of(Panel.words(question.by())));
        columns.forEach(column -> headings.add(column.heading()));
        return new Table(headings, answer + 1, groups);
    }

    private static Line line(Question question, Row row, List<Column> columns) {
        String name = row.param(question.by());
        return new Line(name.isEmpty() ? row.method() : Panel.grouped(name), Party.of(name),
                columns.stream().map(column -> column.cell().apply(row).orElse("\u2013")).toList());
    }

    private static List<Column> columns(Question question, List<Row> rows) {
        List<Column> columns = new ArrayList<>();
        List<String> measures = measures(question, rows);
        for (String measure : measures) {
            Unit unit = Unit.fitting(rows.stream().flatMap(row -> row.measure(measure).stream()).toList());
            columns.add(new Column(heading(measure, unit), measure.equals(question.measure()),
                    row -> row.measure(measure).map(unit::withError)));
        }
        columns.add(new Column("ratio to " + Party.label(Comparison.baseline(question.by())), false,
                row -> Comparison.ours(row, rows, question.by())
                        .flatMap(ours -> ratio(row, ours, question.measure()))));
        columns.add(new Column("ratio to the best peer", false, row -> Comparison
                .bestPeer(row, rows, question.measure(), question.by())
                .flatMap(peer -> ratio(row, peer, question.measure()))));
        // A column in which nobody has a number says nothing.
        return columns.stream().filter(column -> rows.stream().anyMatch(row -> column.cell().apply(row).isPresent()))
                .toList();
    }

    /** The answer, the score, the percentiles, then what else was counted, and the bytes last. */
    private static List<String> measures(Question question, List<Row> rows) {
        Stream<String> usual = Stream.of(question.measure(), Row.SCORE, "p50", "p99", "p99.9", "max");
        Stream<String> counted = rows.stream().flatMap(row -> row.measures().keySet().stream())
                .filter(measure -> !measure.equals(Row.ALLOCATION));
        return Stream.of(usual, counted, Stream.of(Row.ALLOCATION)).flatMap(names -> names).distinct()
                .filter(measure -> rows.stream().anyMatch(row -> row.measure(measure).isPresent())).toList();
    }

    private static String heading(String measure, Unit unit) {
        return switch (measure) {
            case Row.ALLOCATION -> "B/op";
            default -> Panel.words(measure) + (unit.label().isEmpty() ? "" : ", " + unit.label());
        };
    }

    private static Optional<String> ratio(Row row, Row other, String measure) {
        if (row.equals(other)) {
            return Optional.of("1");
        }
        return row.measure(measure).flatMap(mine -> other.measure(measure).map(mine::over)).map(Numbers::ratio);
    }
}
