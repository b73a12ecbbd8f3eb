package io.atomicflow.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rows that belong into one picture, or under one heading of a table: all but one parameter, or two, are the same.
 *
 * @param method the benchmark method, or nothing where there is only one
 * @param fixed the parameters that all have in common
 * @param rows in the order they were measured
 */
record Panel(String method, Map<String, String> fixed, List<Row> rows) {

    /** Splits rows by everything but these parameters. */
    static List<Panel> split(List<Row> rows, List<String> free) {
        boolean oneMethod = rows.stream().map(Row::method).distinct().count() < 2;
        Map<List<Object>, List<Row>> groups = new LinkedHashMap<>();
        for (Row row : rows) {
            groups.computeIfAbsent(List.of(row.method(), without(row, free)), key -> new ArrayList<>()).add(row);
        }
        return groups.values().stream()
                .map(group -> new Panel(oneMethod ? "" : group.getFirst().method(), without(group.getFirst(), free),
                        group))
                .toList();
    }

    private static Map<String, String> without(Row row, List<String> free) {
        Map<String, String> rest = new LinkedHashMap<>(row.params());
        rest.keySet().removeAll(free);
        return rest;
    }

    /** Such as {@code limit 3 · producers 1}; empty where nothing tells it from others. */
    String title() {
        List<String> parts = new ArrayList<>();
        if (!method.isEmpty()) {
            parts.add(words(method));
        }
        fixed.forEach((name, value) -> parts.add(words(name) + " " + grouped(value)));
        return String.join(" \u00b7 ", parts);
    }

    /** {@code gapMicros} reads {@code gap micros}. */
    static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** {@code 100000} reads {@code 100,000}; a name stays a name. */
    static String grouped(String value) {
        return value.matches("\\d{4,15}")
                ? String.format(Locale.ROOT, "%,d", Long.parseLong(value))
                : Party.label(value);
    }

    String slug(String question) {
        String name = Panel.words(question) + " " + words(method) + " " + fixed;
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
