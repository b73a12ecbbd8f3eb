package io.atomicflow.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the report of results that are there already: {@code ReportMain [directory]}, in which {@code results.json}
 * lies.
 */
public final class ReportMain {

    private ReportMain() {}

    /**
     * Writes {@code report.html}, {@code report.md} and {@code plots/*.svg} beside the results.
     *
     * @param arguments the directory; {@code target/bench} if there is none
     * @throws IOException if the results cannot be read, or the report not be written
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments.length > 0 ? arguments[0] : "target/bench");
        if (!Files.exists(directory.resolve(Report.RESULTS))) {
            System.err.println(
                    "No " + Report.RESULTS + " in " + directory.toAbsolutePath() + ": mvn -Pbench verify makes it.");
            System.exit(1);
        }
        System.out.println("Report: " + Report.make(directory).toAbsolutePath().normalize());
    }
}
