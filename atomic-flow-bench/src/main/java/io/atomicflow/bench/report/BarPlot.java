package io.atomicflow.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Horizontal bars from zero, the best on top, each with a whisker for its error. Floors are outlines. */
final class BarPlot {

    private static final double LEFT = 148;
    private static final double RIGHT = Picture.WIDTH - 66.0;
    private static final double TOP = 34;
    private static final double STEP = 23;

    private final Plot.Bars plot;
    private final Unit unit;
    private final Scale scale;
    private final boolean moreIsBetter;

    /** One axis for all panels: only so do they compare. */
    BarPlot(Plot.Bars plot, List<Row> all) {
        this.plot = plot;
        List<Measure> measures = all.stream().flatMap(row -> row.measure(plot.measure()).stream()).toList();
        // A floor that is ten times ahead shall not flatten everybody else: it runs out of the picture.
        double max = all.stream().filter(row -> Party.of(row.param(plot.by())) != Party.FLOOR)
                .flatMap(row -> row.measure(plot.measure()).stream()).mapToDouble(BarPlot::reach).max().orElseGet(
                        () -> measures.stream().mapToDouble(Measure::value).max().orElse(1));
        this.unit = Unit.fitting(measures);
        this.scale = Scale.linear(max > 0 ? max / unit.size() : 1, LEFT, RIGHT);
        this.moreIsBetter = Comparison.moreIsBetter(all, plot.measure());
    }

    /** A whisker may be longer than its bar; it does not set the scale then. */
    private static double reach(Measure measure) {
        return measure.hasError()
                ? Math.min(measure.value() + measure.error(), 1.3 * measure.value())
                : measure.value();
    }

    Picture draw(String question, Panel panel) {
        Comparator<Row> byValue = Comparator.comparingDouble(row -> row.measure(plot.measure()).orElseThrow().value());
        List<Row> rows = panel.rows().stream().filter(row -> row.measure(plot.measure()).isPresent())
                .sorted(moreIsBetter ? byValue.reversed() : byValue).toList();
        double bottom = TOP + rows.size() * STEP + 2;
        String title = panel.title().isEmpty() ? question : panel.title();
        String slug = panel.slug(question + " " + plot.measure());
        String description = rows.stream()
                .map(row -> Panel.grouped(row.param(plot.by())) + " "
                        + unit.of(row.measure(plot.measure()).orElseThrow()))
                .collect(Collectors.joining(", ")) + ", " + unit.label();
        Markup svg = Picture.canvas(slug, question + ": " + title, description, bottom + 36);
        svg.add(Picture.text(0, 15, "start", "heading", title));
        for (double tick : scale.ticks()) {
            double x = scale.position(tick);
            svg.add(Picture.line(x, TOP - 4, x, bottom, tick == 0 ? "base" : "grid"));
            svg.add(Picture.text(x, bottom + 13, "middle", "tick", Numbers.plain(tick)));
        }
        svg.add(Picture.text(LEFT, bottom + 29, "start", "tick", axis()));
        double y = TOP;
        for (Row row : rows) {
            svg.add(bar(row, y));
            y += STEP;
        }
        return new Picture(slug, title, svg);
    }

    private String axis() {
        String what = plot.measure().equals(Row.SCORE) ? "" : Panel.words(plot.measure()) + ", ";
        return what + unit.label() + " \u00b7 " + (moreIsBetter ? "longer" : "shorter") + " is better";
    }

    private Markup bar(Row row, double y) {
        Measure measure = row.measure(plot.measure()).orElseThrow();
        String name = row.param(plot.by());
        String look = Party.of(name).name().toLowerCase(Locale.ROOT);
        double value = measure.value() / unit.size();
        double end = scale.position(value);
        Markup bar = Markup.of("g",
                Markup.of("title", Panel.grouped(name) + ": " + unit.withError(measure) + " " + unit.label()),
                Picture.text(LEFT - 8, y + 12, "end", "name " + look, Panel.grouped(name)),
                Picture.box(LEFT, y + 2, end - LEFT, 13, "bar " + look));
        if (scale.isBeyond(value)) {
            return bar.add(Picture.text(end + 4, y + 12, "start", "value", "\u2192 " + Numbers.plain(value)));
        }
        double tip = end;
        if (measure.hasError()) {
            double low = scale.position(value - measure.error() / unit.size());
            tip = scale.position(value + measure.error() / unit.size());
            bar.add(Picture.line(low, y + 8.5, tip, y + 8.5, "whisker"),
                    Picture.line(low, y + 5, low, y + 12, "whisker"),
                    Picture.line(tip, y + 5, tip, y + 12, "whisker"));
        }
        return bar.add(Picture.text(tip + 6, y + 12, "start", "value", Numbers.plain(value)));
    }
}
