package io.atomicflow.bench.report;

import java.util.List;
import java.util.Locale;

/** The report as one page that needs nothing else. */
final class HtmlReport {

    private final Report report;

    HtmlReport(Report report) {
        this.report = report;
    }

    String text() {
        Markup head = Markup.of("head", Markup.of("meta").with("charset", "utf-8"),
                Markup.of("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                Markup.of("meta").with("name", "color-scheme").with("content", "light dark"),
                Markup.of("title", "Atomic Flow, measured"),
                Markup.of("style", Report.resource("plot.css") + Report.resource("page.css")));
        Markup main = Markup.of("main");
        report.sections().forEach(section -> main.add(section(section)));
        Markup body = Markup.of("body", header(), summary(), main, footer());
        return "<!DOCTYPE html>\n"
                + Markup.of("html", head, body).with("xmlns", "http://www.w3.org/1999/xhtml").with("lang", "en") + "\n";
    }

    private Markup header() {
        Environment at = report.environment();
        return Markup.of("header", Markup.of("h1", "Atomic Flow, measured"),
                Markup.of("p",
                        "How fast a task gets from submit to its first instruction, beside the peers that do the same, "
                                + "in one run on one machine.")
                        .with("class", "lead"),
                Markup.of("dl", fact("Machine", at.machineLine()), fact("System", at.os()), fact("JDK", at.jdk()),
                        fact("JVM flags", at.flagsLine()), fact("JMH", at.jmh() + ", " + at.effort()),
                        fact("Commit", at.commitLine()), fact("Date", at.date())).with("class", "facts"));
    }

    private static Markup fact(String name, String value) {
        return Markup.of("div", Markup.of("dt", name), Markup.of("dd", value));
    }

    /** All questions at one look. */
    private Markup summary() {
        Markup list = Markup.of("ol");
        for (Section section : report.sections()) {
            Markup marks = Markup.of("span").with("class", "marks");
            for (Verdict.Result result : Verdict.Result.values()) {
                long count = section.verdicts().stream().filter(verdict -> verdict.result() == result).count();
                if (count > 0) {
                    marks.add(" ", mark(result, (count > 1 ? count + " " : "") + result.words()));
                }
            }
            list.add(Markup.of("li",
                    Markup.of("a", section.question().name()).with("href", "#" + section.question().name()),
                    marks));
        }
        return Markup.of("nav", Markup.of("h2", "What is wanted, and what is met"), list).with("aria-label",
                "Questions");
    }

    private static Markup mark(Verdict.Result result, String words) {
        return Markup.of("span", words).with("class", "mark " + result.words().replace(' ', '-'));
    }

    private static Markup section(Section section) {
        Question question = section.question();
        Markup wants = Markup.of("ul").with("class", "wants");
        section.verdicts().forEach(verdict -> wants.add(want(verdict)));
        Markup pictures = Markup.of("div").with("class", "plots");
        String pair = section.pictures().size() == 1 && section.table().columns().size() <= 6
                ? "numbers-of pair"
                : "numbers-of";
        section.pictures().forEach(picture -> pictures.add(Markup.of("figure", picture.svg())));
        Markup part = Markup.of("section", Markup.of("h2", question.name()).with("id", question.name()),
                Markup.of("p", question.asks()).with("class", "asks"));
        if (!section.throughout().isEmpty()) {
            part.add(Markup.of("p", "Throughout: " + section.throughoutWords() + ".").with("class", "throughout"));
        }
        if (!section.verdicts().isEmpty()) {
            part.add(wants);
        }
        return part.add(Markup.of("div", pictures, table(question, section.table())).with("class", pair));
    }

    private static Markup want(Verdict verdict) {
        Markup item = Markup.of("li", mark(verdict.result(), verdict.result().words()),
                Markup.of("span", verdict.claim().text()).with("class", "text"));
        String numbers = (verdict.setting().isEmpty() ? "" : verdict.setting() + ": ") + verdict.numbers();
        if (!verdict.numbers().isEmpty()) {
            item.add(Markup.of("span", numbers + (verdict.isClose() ? "; within the error" : "")).with("class",
                    "numbers"));
        }
        return item;
    }

    private static Markup table(Question question, Table table) {
        Markup heads = Markup.of("tr");
        table.columns().forEach(column -> heads.add(Markup.of("th", column).with("scope", "col")));
        Markup html = Markup.of("table", Markup.of("caption", "The numbers of " + question.name()),
                Markup.of("thead", heads));
        for (Table.Group group : table.groups()) {
            Markup rows = Markup.of("tbody");
            if (!group.title().isEmpty()) {
                rows.add(Markup.of("tr", Markup.of("th", group.title()).with("scope", "rowgroup").with("colspan",
                        table.columns().size())).with("class", "group"));
            }
            group.lines().forEach(line -> rows.add(line(line, table.answer())));
            html.add(rows);
        }
        return Markup.of("div", html).with("class", "scroll").with("tabindex", "0").with("role", "region")
                .with("aria-label", "Table of " + question.name());
    }

    private static Markup line(Table.Line line, int answer) {
        Markup row = Markup.of("tr", Markup.of("th", line.name()).with("scope", "row"))
                .with("class", line.party().name().toLowerCase(Locale.ROOT));
        List<String> cells = line.cells();
        for (int i = 0; i < cells.size(); i++) {
            Markup cell = Markup.of("td", cells.get(i));
            row.add(i + 1 == answer ? cell.with("class", "answer") : cell);
        }
        return row;
    }

    private static Markup footer() {
        return Markup.of("footer", Markup.of("p", Wording.HOW_TO_READ));
    }
}
