package io.atomicflow.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a number grows with a parameter: both axes logarithmic, so that in proportion means a diagonal, flat means flat.
 */
final class LinePlot {

    private static final double LEFT = 50;
    private static final double RIGHT = Picture.WIDTH - 136.0;
    private static final double TOP = 34;
    private static final double BOTTOM = 222;
    private static final double LABEL_GAP = 14;

    private final Plot.Lines plot;
    private final Unit unit;
    private final Scale across;
    private final Scale up;

    LinePlot(Plot.Lines plot, List<Row> all) {
        this.plot = plot;
        List<Row> rows = all.stream().filter(row -> number(row.param(plot.over())) > 0)
                .filter(row -> row.measure(plot.measure()).isPresent()).toList();
        List<Measure> measures = rows.stream().flatMap(row -> row.measure(plot.measure()).stream())
                .filter(measure -> measure.value() > 0).toList();
        this.unit = Unit.fitting(measures);
        double[] places = rows.stream().mapToDouble(row -> number(row.param(plot.over()))).sorted().toArray();
        double[] values = measures.stream().mapToDouble(measure -> measure.value() / unit.size()).sorted().toArray();
        this.across = places.length == 0
                ? Scale.logarithmic(1, 10, LEFT, RIGHT)
                : Scale.logarithmic(places[0], places[places.length - 1], LEFT, RIGHT);
        this.up = values.length == 0
                ? Scale.logarithmic(1, 10, BOTTOM, TOP)
                : Scale.logarithmic(values[0], values[values.length - 1], BOTTOM, TOP);
    }

    /** {@code null} where no line has two points. */
    @Nullable
    Picture draw(String question, Panel panel) {
        Map<String, List<Row>> series = new LinkedHashMap<>();
        panel.rows().stream()
                .filter(row -> row.measure(plot.measure()).filter(measure -> measure.value() > 0).isPresent())
                .filter(row -> number(row.param(plot.over())) > 0)
                .sorted(Comparator.comparingDouble(row -> number(row.param(plot.over()))))
                .forEach(row -> series.computeIfAbsent(row.param(plot.by()), name -> new ArrayList<>()).add(row));
        series.values().removeIf(points -> points.size() < 2);
        if (series.isEmpty()) {
            return null;
        }
        String title = panel.title().isEmpty()
                ? "over " + Panel.words(plot.over())
                : panel.title() + " \u00b7 over " + Panel.words(plot.over());
        String slug = panel.slug(question + " over " + plot.over());
        String description = series.entrySet().stream()
                .map(entry -> Party.label(entry.getKey()) + ": " + entry.getValue()
                        .stream().map(row -> Panel.grouped(row.param(plot.over())) + " gives " + unit.of(measure(row)))
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; ")) + "; " + unit.label();
        Markup svg = Picture.canvas(slug, question + ": " + title, description, BOTTOM + 36);
        svg.add(Picture.text(0, 15, "start", "heading", title));
        for (double tick : up.ticks()) {
            svg.add(Picture.line(LEFT, up.position(tick), RIGHT, up.position(tick), "grid"));
            svg.add(Picture.text(LEFT - 6, up.position(tick) + 4, "end", "tick", Numbers.plain(tick)));
        }
        for (double tick : across.ticks()) {
            svg.add(Picture.line(across.position(tick), BOTTOM, across.position(tick), BOTTOM + 4, "base"));
            svg.add(Picture.text(across.position(tick), BOTTOM + 15, "middle", "tick", brief(tick)));
        }
        svg.add(Picture.line(LEFT, BOTTOM, RIGHT, BOTTOM, "base"));
        svg.add(Picture.text(LEFT, BOTTOM + 31, "start", "tick", what() + " \u00b7 both axes log"));
        series.forEach((name, points) -> svg.add(line(name, points)));
        labels(series).forEach(svg::add);
        return new Picture(slug, title, svg);
    }

    private String what() {
        return (plot.measure().equals(Row.SCORE) ? "" : Panel.words(plot.measure()) + ", ") + unit.label();
    }

    private Measure measure(Row row) {
        return row.measure(plot.measure()).orElseThrow();
    }

    private Markup line(String name, List<Row> points) {
        String look = Party.of(name).name().toLowerCase(Locale.ROOT);
        String path = points.stream().map(row -> Math.round(x(row)) + "," + Math.round(y(row)))
                .collect(Collectors.joining(" "));
        Markup line = Markup.of("g", Markup.of("polyline").with("points", path).with("class", "way " + look));
        for (Row row : points) {
            Measure measure = measure(row);
            if (measure.hasError()) {
                double low = up.position(Math.max(1e-9, measure.value() - measure.error()) / unit.size());
                double high = up.position((measure.value() + measure.error()) / unit.size());
                line.add(Picture.line(x(row), low, x(row), high, "whisker " + look));
            }
            line.add(Markup
                    .of("circle", Markup.of("title", Party.label(name) + ", " + Panel.grouped(row.param(plot.over()))
                            + ": " + unit.withError(measure) + " " + unit.label()))
                    .with("cx", x(row)).with("cy", y(row))
                    .with("r", 4.0).with("class", "dot " + look));
        }
        return line;
    }

    /** At the last points, pushed apart where lines end together. */
    private List<Markup> labels(Map<String, List<Row>> series) {
        List<Map.Entry<String, List<Row>>> fromTop = new ArrayList<>(series.entrySet());
        fromTop.sort(Comparator.comparingDouble(entry -> y(entry.getValue().getLast())));
        List<Markup> labels = new ArrayList<>();
        double free = TOP;
        for (Map.Entry<String, List<Row>> entry : fromTop) {
            double y = Math.max(free, y(entry.getValue().getLast()) + 4);
            free = y + LABEL_GAP;
            String look = Party.of(entry.getKey()).name().toLowerCase(Locale.ROOT);
            labels.add(Picture.text(RIGHT + 10, y, "start", "name " + look, Panel.grouped(entry.getKey())));
        }
        return labels;
    }

    private double x(Row row) {
        return across.position(number(row.param(plot.over())));
    }

    private double y(Row row) {
        return up.position(measure(row).value() / unit.size());
    }

    private static double number(String text) {
        return text.matches("\\d{1,15}(\\.\\d+)?") ? Double.parseDouble(text) : Double.NaN;
    }

    private static String brief(double tick) {
        if (tick >= 1e6) {
            return Numbers.plain(tick / 1e6) + "M";
        }
        return tick >= 1e4 ? Numbers.plain(tick / 1e3) + "k" : Numbers.plain(tick);
    }
}
