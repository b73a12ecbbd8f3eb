package io.atomicflow.server.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged server, as a process of its own. */
final class ServerProcess implements AutoCloseable {

    private static final String SECRET = "known-to-the-load";
    private static final Pattern READY = Pattern.compile("Atomic Flow is serving on http://127\\.0\\.0\\.1:([0-9]+)");

    private final Process process;
    private final Target target;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.target = new Target("Atomic Flow", port, "atomic-flow", "atomic-flow", SECRET, process.pid());
    }

    static ServerProcess start() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path jar = Path.of("").toAbsolutePath().resolve("target").resolve("atomic-flow-server.jar");
        ProcessBuilder builder = new ProcessBuilder(java.toString(), "-jar", jar.toString(), "--port", "0",
                "--log-level", "warn");
        builder.environment().put("ATOMICFLOW_APP_SECRET", SECRET);
        builder.redirectErrorStream(true);
        Process process = builder.start();
        List<String> said = new ArrayList<>();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                Thread.ofVirtual().start(() -> repeat(output));
                return new ServerProcess(process, Integer.parseInt(ready.group(1)));
            }
        }
        throw new IOException("the server did not start: " + said);
    }

    private static void repeat(BufferedReader output) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                System.out.println(line);
            }
        } catch (IOException ended) {
            System.out.println("the server says no more");
        }
    }

    Target target() {
        return target;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
