package io.atomicflow.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is compared with whom: rows of one method that differ in the contender only. */
final class Comparison {

    static final String CONTENDER = "contender";
    /** What everybody is held against, by the parameter that is compared. */
    private static final Map<String, String> BASELINE = Map.of(CONTENDER, "atomicFlow", "strategy", "channel", "queue",
            "mpmcAtomic",
            "listeners",
            "0");

    private Comparison() {}

    /** Where each contender has a method of its own, the methods are no difference between rows. */
    static List<Row> together(List<Row> rows, String by) {
        long contenders = rows.stream().map(row -> row.param(by)).distinct().count();
        long pairs = rows.stream().map(row -> List.of(row.param(by), row.method())).distinct().count();
        return contenders < 2 || pairs > contenders
                ? rows
                : rows.stream().map(row -> new Row(row.question(), "", row.params(), row.measures())).toList();
    }

    static String baseline(String by) {
        return BASELINE.getOrDefault(by, "");
    }

    static Optional<Row> ours(Row row, List<Row> rows, String by) {
        return beside(row, rows, by).filter(each -> each.param(by).equals(baseline(by))).findFirst();
    }

    static Optional<Row> bestPeer(Row row, List<Row> rows, String measure, String by) {
        Comparator<Row> byValue = Comparator.comparingDouble(each -> each.measure(measure).orElseThrow().value());
        return beside(row, rows, by)
                .filter(each -> Party.of(each.param(by)) == Party.PEER && each.measure(measure).isPresent())
                .min(moreIsBetter(rows, measure) ? byValue.reversed() : byValue);
    }

    /** Of what is done a second more is better; of time and bytes, less. */
    static boolean moreIsBetter(List<Row> rows, String measure) {
        return rows.stream().flatMap(row -> row.measure(measure).stream())
                .anyMatch(each -> each.quantity() == Quantity.RATE);
    }

    private static Stream<Row> beside(Row row, List<Row> rows, String by) {
        return rows.stream().filter(each -> each.method().equals(row.method()) && each.params().containsKey(by)
                && each.paramsWithout(by).equals(row.paramsWithout(by)));
    }
}
