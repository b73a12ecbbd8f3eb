package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The dashboard in a real browser, and the real libraries for Pusher (pusher-js, Laravel Echo, pusher), against the
 * packaged server. The tests themselves are in {@code web/e2e}; they are run from here because this JVM is the one that
 * may run the jar.
 */
class DashboardIT {

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void theDashboardKeepsItsPromisesInARealBrowser() throws Exception {
        Path module = Path.of("").toAbsolutePath();
        ProcessBuilder tests = new ProcessBuilder("npm", "test", "--silent");
        tests.directory(module.resolveSibling("web").resolve("e2e").toFile());
        tests.environment().put("ATOMICFLOW_JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        tests.environment().put("ATOMICFLOW_JAR",
                module.resolve("target").resolve("atomic-flow-server.jar").toString());
        tests.redirectErrorStream(true);

        Process process = tests.start();
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(System.out::println);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }

        assertEquals(0, process.waitFor(), "tests of web/e2e failed; their output is above");
    }
}
