package io.atomicflow.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Latencies: a dot at p50 with its error, a line to p99. Logarithmic, the shortest p50 on top. */
final class RangePlot {

    private static final String MIDDLE = "p50";
    private static final String HIGH = "p99";
    private static final double LEFT = 148;
    private static final double RIGHT = Picture.WIDTH - 78.0;
    private static final double TOP = 34;
    private static final double STEP = 23;

    private final String by;
    private final Unit unit;
    private final Scale scale;

    RangePlot(Plot.Ranges plot, List<Row> all) {
        this.by = plot.by();
        List<Measure> middles = all.stream().flatMap(row -> row.measure(MIDDLE).stream()).toList();
        this.unit = Unit.fitting(middles);
        double least = middles.stream().mapToDouble(Measure::value).filter(value -> value > 0).min().orElse(1);
        // A floor far below everybody else lies at the edge, lest it squeeze them.
        double runner = all.stream().filter(row -> Party.of(row.param(by)) != Party.FLOOR)
                .flatMap(row -> row.measure(MIDDLE).stream()).mapToDouble(Measure::value).min().orElse(least);
        double min = Math.max(least, runner / 5);
        double max = all.stream().flatMap(row -> row.measure(HIGH).or(() -> row.measure(MIDDLE)).stream())
                .mapToDouble(Measure::value).max().orElse(10);
        this.scale = Scale.logarithmic(min / unit.size(), Math.max(max, min) / unit.size(), LEFT, RIGHT);
    }

    Picture draw(String question, Panel panel) {
        List<Row> rows = panel.rows().stream().filter(row -> row.measure(MIDDLE).isPresent())
                .sorted(Comparator.comparingDouble(row -> row.measure(MIDDLE).orElseThrow().value())).toList();
        double bottom = TOP + rows.size() * STEP + 2;
        String title = panel.title().isEmpty() ? question : panel.title();
        String slug = panel.slug(question);
        String description = rows.stream().map(row -> Panel.grouped(row.param(by)) + " " + numbers(row))
                .collect(Collectors.joining(", ")) + " " + unit.label() + " (p50 / p99)";
        Markup svg = Picture.canvas(slug, question + ": " + title, description, bottom + 36);
        svg.add(Picture.text(0, 15, "start", "heading", title));
        for (double tick : scale.ticks()) {
            double x = scale.position(tick);
            svg.add(Picture.line(x, TOP - 4, x, bottom, "grid"));
            svg.add(Picture.text(x, bottom + 13, "middle", "tick", Numbers.plain(tick)));
        }
        svg.add(Picture.text(LEFT, bottom + 29, "start", "tick",
                unit.label() + ", log \u00b7 \u25cf p50 \u2500 p99 \u00b7 left is better"));
        double y = TOP;
        for (Row row : rows) {
            svg.add(range(row, y));
            y += STEP;
        }
        return new Picture(slug, title, svg);
    }

    private Markup range(Row row, double y) {
        Measure middle = row.measure(MIDDLE).orElseThrow();
        String name = row.param(by);
        String look = Party.of(name).name().toLowerCase(Locale.ROOT);
        double x = scale.position(middle.value() / unit.size());
        double center = y + 8.5;
        Markup range = Markup.of("g",
                Markup.of("title", Panel.grouped(name) + ": " + numbers(row) + " " + unit.label()),
                Picture.text(LEFT - 8, y + 12, "end", "name " + look, Panel.grouped(name)));
        row.measure(HIGH).ifPresent(high -> {
            double end = scale.position(high.value() / unit.size());
            range.add(Picture.line(x, center, end, center, "reach " + look));
            range.add(Picture.line(end, center - 4.5, end, center + 4.5, "reach " + look));
        });
        if (middle.hasError()) {
            double low = scale.position(Math.max(1e-9, middle.value() - middle.error()) / unit.size());
            double high = scale.position((middle.value() + middle.error()) / unit.size());
            range.add(Picture.box(low, center - 3, high - low, 6, "doubt " + look));
        }
        range.add(Markup.of("circle").with("cx", x).with("cy", center).with("r", 4.5).with("class", "dot " + look));
        return range.add(Picture.text(Picture.WIDTH, y + 12, "end", "value", numbers(row)));
    }

    private String numbers(Row row) {
        return unit.of(row.measure(MIDDLE).orElseThrow())
                + row.measure(HIGH).map(high -> " / " + unit.of(high)).orElse("");
    }
}
