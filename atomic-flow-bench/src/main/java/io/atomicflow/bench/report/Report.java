package io.atomicflow.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The answers of one run, and where it was.
 *
 * @param environment the machine, the JDK, the commit and the date
 * @param sections one a question that was measured
 */
record Report(Environment environment, List<Section> sections) {

    static final String RESULTS = "results.json";
    static final String ENVIRONMENT = "environment.json";
    static final String PLOTS = "plots";

    static Report of(Environment environment, List<Row> rows) {
        List<Question> questions = new ArrayList<>(Questions.ALL);
        rows.stream().map(Row::question).distinct()
                .filter(name -> Questions.ALL.stream().noneMatch(question -> question.name().equals(name)))
                .forEach(name -> questions.add(Questions.unknown(name)));
        return new Report(environment, questions.stream()
                .filter(question -> rows.stream().anyMatch(row -> row.question().equals(question.name())))
                .map(question -> Section.of(question, rows)).toList());
    }

    /** Reads what lies in a directory, and puts the report beside it. */
    static Path make(Path directory) throws IOException {
        Path record = directory.resolve(ENVIRONMENT);
        Environment environment = Files.exists(record) ? Environment.read(record) : Environment.unknown();
        Report report = of(environment, JmhJson.read(directory.resolve(RESULTS)));
        Path plots = Files.createDirectories(directory.resolve(PLOTS));
        for (Section section : report.sections()) {
            for (Picture picture : section.pictures()) {
                Files.writeString(plots.resolve(picture.slug() + ".svg"), alone(picture));
            }
        }
        Files.writeString(directory.resolve("report.md"), new MarkdownReport(report).text());
        Path page = directory.resolve("report.html");
        Files.writeString(page, new HtmlReport(report).text());
        return page;
    }

    /** A plot as a file of its own: its colours with it, on a sheet of its own. */
    static String alone(Picture picture) {
        String svg = picture.svg().toString();
        int inside = svg.indexOf('>') + 1;
        Markup style = Markup.of("style", resource("plot.css"));
        Markup sheet = Picture.box(-10, -6, Picture.WIDTH + 20.0, 2000, "sheet");
        return svg.substring(0, inside) + style + sheet + svg.substring(inside) + "\n";
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Report.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
