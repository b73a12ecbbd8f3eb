package io.atomicflow.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where and when numbers were taken, and of what.
 *
 * @param cpu the processor's own name, or the architecture where it has none
 * @param memoryMebibytes of the machine
 * @param jvmFlags of the measuring JVM, without its class path
 * @param commit abbreviated; {@code unknown} where nobody could tell
 * @param dirty whether files differed from that commit
 * @param effort forks and iterations of each benchmark
 */
record Environment(String cpu, int cores, long memoryMebibytes, String os, String jdk, List<String> jvmFlags,
        String commit, boolean dirty, String date, String jmh,
        String effort) {

    static final String UNKNOWN = "unknown";

    static Environment read(Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), Environment.class);
    }

    void write(Path file) throws IOException {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
    }

    /** For results without a record: nothing is claimed. */
    static Environment unknown() {
        return new Environment(UNKNOWN, 0, 0, UNKNOWN, UNKNOWN, List.of(), UNKNOWN, false, UNKNOWN, UNKNOWN, UNKNOWN);
    }

    String commitLine() {
        return commit + (dirty ? " (dirty)" : "");
    }

    String machineLine() {
        String memory = memoryMebibytes > 0 ? ", " + Math.round(memoryMebibytes / 1024.0) + " GB" : "";
        return cpu + (cores > 0 ? ", " + cores + (cores == 1 ? " core" : " cores") : "") + memory;
    }

    String flagsLine() {
        return jvmFlags.isEmpty() ? "none" : String.join(" ", jvmFlags);
    }
}
