package io.atomicflow.bench.report;

import java.util.List;

/** The report's tables, and its plots as pictures beside it, for documents to take in. */
final class MarkdownReport {

    private final Report report;
    private final StringBuilder out = new StringBuilder();

    MarkdownReport(Report report) {
        this.report = report;
    }

    String text() {
        Environment at = report.environment();
        out.append("# Atomic Flow, measured\n\n| | |\n| --- | --- |\n");
        row(List.of("machine", at.machineLine()));
        row(List.of("system", at.os()));
        row(List.of("JDK", at.jdk()));
        row(List.of("JVM flags", at.flagsLine()));
        row(List.of("JMH", at.jmh() + ", " + at.effort()));
        row(List.of("commit", at.commitLine()));
        row(List.of("date", at.date()));
        out.append('\n').append(Wording.HOW_TO_READ).append('\n');
        report.sections().forEach(this::section);
        return out.toString();
    }

    private void section(Section section) {
        out.append("\n## ").append(section.question().name()).append("\n\n").append(section.question().asks())
                .append('\n');
        if (!section.throughout().isEmpty()) {
            out.append("\nThroughout: ").append(section.throughoutWords()).append(".\n");
        }
        wants(section.verdicts());
        if (!section.pictures().isEmpty()) {
            out.append('\n');
        }
        for (Picture picture : section.pictures()) {
            out.append("![").append(section.question().name()).append(": ").append(picture.title()).append("](")
                    .append(Report.PLOTS).append('/').append(picture.slug()).append(".svg)\n");
        }
        table(section.table());
    }

    private void wants(List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        out.append("\n| wanted | with | seen | |\n| --- | --- | --- | --- |\n");
        for (Verdict verdict : verdicts) {
            row(List.of(verdict.claim().text(), verdict.setting(), verdict.numbers(),
                    "**" + verdict.result().words() + "**" + (verdict.isClose() ? ", within the error" : "")));
        }
    }

    private void table(Table table) {
        for (Table.Group group : table.groups()) {
            out.append('\n');
            if (!group.title().isEmpty()) {
                out.append("**").append(escaped(group.title())).append("**\n\n");
            }
            row(table.columns());
            out.append("| --- |").append(" ---: |".repeat(table.columns().size() - 1)).append('\n');
            for (Table.Line line : group.lines()) {
                String name = switch (line.party()) {
                    case OURS -> "**" + escaped(line.name()) + "**";
                    case FLOOR -> "*" + escaped(line.name()) + "*";
                    case PEER -> escaped(line.name());
                };
                out.append("| ").append(name).append(" |");
                line.cells().forEach(cell -> out.append(' ').append(escaped(cell)).append(" |"));
                out.append('\n');
            }
        }
    }

    private void row(List<String> cells) {
        out.append('|');
        cells.forEach(cell -> out.append(' ').append(escaped(cell)).append(" |"));
        out.append('\n');
    }

    static String escaped(String cell) {
        return cell.replace("|", "\\|").replace("<", "&lt;").replaceAll("\\s+", " ");
    }
}
