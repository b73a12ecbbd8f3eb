package io.atomicflow.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wanted of a question: a measure of some rows, in relation to that of another row of the same run.
 *
 * @param text the wish, as a reader is told it
 * @param measure which number
 * @param subject the parameters that the judged rows have
 * @param reference whom each is held against
 * @param sense whether the bound is from above or from below
 * @param bound on the ratio, or on the number itself where there is no reference
 */
record Claim(String text, String measure, Map<String, String> subject, Reference reference, Sense sense, double bound) {

    enum Sense {
        AT_MOST, AT_LEAST
    }

    /** Whom a row is compared with. */
    sealed interface Reference {}

    /** The row that differs in these parameters only. */
    record Other(Map<String, String> params) implements Reference {}

    /** The best peer with the same parameters. */
    record BestPeer() implements Reference {}

    /**
     * A fixed amount: {@code unit}, in the base unit of its quantity, is what the ratio is to, and how it is called.
     */
    record Fixed(double unit, String name) implements Reference {}

    static Claim atMost(double bound, String text, String measure, Map<String, String> subject, Reference reference) {
        return new Claim(text, measure, subject, reference, Sense.AT_MOST, bound);
    }

    static Claim atLeast(double bound, String text, String measure, Map<String, String> subject, Reference reference) {
        return new Claim(text, measure, subject, reference, Sense.AT_LEAST, bound);
    }

    /** One verdict for each row that is meant, or one that says that nothing was measured. */
    List<Verdict> judge(List<Row> rows) {
        List<Verdict> verdicts = rows.stream().filter(row -> row.has(subject))
                .flatMap(row -> verdict(row, rows).stream())
                .toList();
        return verdicts.isEmpty() ? List.of(new Verdict(this, "", null)) : verdicts;
    }

    private Optional<Verdict> verdict(Row row, List<Row> rows) {
        return row.measure(measure).flatMap(mine -> ratio(row, mine, rows))
                .map(ratio -> new Verdict(this, setting(row, rows), ratio));
    }

    private Optional<Ratio> ratio(Row row, Measure mine, List<Row> rows) {
        return switch (reference) {
            case Fixed fixed -> Optional.of(mine.over(fixed.unit()));
            case BestPeer best -> Comparison.bestPeer(row, rows, measure, Comparison.CONTENDER)
                    .flatMap(peer -> peer.measure(measure))
                    .map(mine::over);
            case Other other -> {
                Map<String, String> wanted = new LinkedHashMap<>(row.params());
                wanted.putAll(other.params());
                yield rows.stream().filter(each -> each.method().equals(row.method()) && each.params().equals(wanted))
                        .findFirst().flatMap(each -> each.measure(measure)).map(mine::over);
            }
        };
    }

    /** The parameters that the text does not name already, and that tell this verdict from others. */
    private String setting(Row row, List<Row> rows) {
        StringBuilder rest = new StringBuilder();
        row.params().forEach((name, value) -> {
            boolean differs = rows.stream().anyMatch(other -> !other.param(name).equals(value));
            if (differs && !subject.containsKey(name) && !name.equals(Comparison.CONTENDER)) {
                rest.append(rest.isEmpty() ? "" : ", ").append(Panel.words(name)).append(' ')
                        .append(Panel.grouped(value));
            }
        });
        return rest.toString();
    }
}
