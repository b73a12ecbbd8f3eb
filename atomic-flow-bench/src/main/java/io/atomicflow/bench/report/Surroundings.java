package io.atomicflow.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.openjdk.jmh.util.Version;

/**
 * Looks at the machine, the JVM and the commit. Whatever cannot be seen is left unknown: no measurement fails for it.
 */
final class Surroundings {

    private Surroundings() {}

    static Environment look(String effort) {
        Runtime.Version java = Runtime.version();
        String jdk = System.getProperty("java.vendor.version", System.getProperty("java.vendor", "")) + ", " + java;
        Optional<String> commit = git("rev-parse", "--short=12", "HEAD").or(Surroundings::commitOfTheJar);
        boolean dirty = git("status", "--porcelain", "--untracked-files=no").map(changes -> !changes.isEmpty())
                .orElse(false);
        return new Environment(cpu(), Runtime.getRuntime().availableProcessors(), memory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"), jdk,
                flags(), commit.orElse(Environment.UNKNOWN), dirty,
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
                        .format(ZonedDateTime.now(ZoneOffset.UTC)),
                Version.getPlainVersion(), effort);
    }

    /** Those that forks inherit; what only this program reads is none. */
    private static List<String> flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-Dbench."))
                .toList();
    }

    private static String cpu() {
        return line(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch"));
    }

    private static long memory() {
        return line(Path.of("/proc/meminfo"), "MemTotal")
                .map(total -> Long.parseLong(total.replaceAll("\\D", "")) / 1024).orElse(0L);
    }

    private static Optional<String> line(Path file, String name) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException notThisSystem) {
            return Optional.empty();
        }
    }

    private static Optional<String> git(String... arguments) {
        try {
            List<String> command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
            Process git = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? Optional.of(answer) : Optional.empty();
        } catch (IOException noGit) {
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<String> commitOfTheJar() {
        try {
            for (URL url : Collections.list(Surroundings.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
                try (InputStream in = url.openStream()) {
                    String commit = new Manifest(in).getMainAttributes().getValue("Commit");
                    if (commit != null && !commit.isBlank()) {
                        return Optional.of(commit);
                    }
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
