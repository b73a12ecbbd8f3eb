package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Map<String, String> environment, String... arguments) {
        CommandLine command = Main.commandLine(environment);
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--port|70000|--port (ATOMICFLOW_PORT) must be 0 to 65535, was '70000'",
        "--port|-1|--port (ATOMICFLOW_PORT) must be 0 to 65535, was '-1'",
        "--port|http|must be a whole number, was 'http'",
        "--port|99999999999|must be a whole number, was '99999999999'",
        "--workers|0|--workers (ATOMICFLOW_WORKERS) must be 1 to 10000, was '0'",
        "--capacity|0|--capacity (ATOMICFLOW_CAPACITY) must be 1 to",
        "--max-connections|0|--max-connections (ATOMICFLOW_MAX_CONNECTIONS) must be 1 to",
        "--drain-seconds|-1|--drain-seconds (ATOMICFLOW_DRAIN_SECONDS) must be 0 to",
        "--app-key|a b|an app's key must be 1 to 64 of",
        "--app-id|a b|an app's id must be 1 to 64 of",
        "--path-prefix|pusher|--path-prefix (ATOMICFLOW_PATH_PREFIX) must be empty or like /pusher",
        "--semaphore|magic|expected one of [CHANNEL, ATOMIC]",
        "--log-level|loud|expected one of [ERROR, WARN, INFO, DEBUG, TRACE]",
        "--allowed-origins|friend.example|--allowed-origins (ATOMICFLOW_ALLOWED_ORIGINS) must be like",
        "--trusted-proxies|10.0.0.0/33|--trusted-proxies (ATOMICFLOW_TRUSTED_PROXIES) must be addresses or blocks like",
        "--trusted-proxies|10.0.0.1,proxy.example|no names, was 'proxy.example'",
        "--allowed-origins|https://a.example/path|--allowed-origins (ATOMICFLOW_ALLOWED_ORIGINS) must be like",
    })
    void aWrongOptionIsNamedWithWhatIsAllowedAndTheCodeIsTwo(String option, String value, String message) {
        assertEquals(2, run(Map.of(), option, value));
        assertTrue(err.toString().contains(message), err.toString());

        assertEquals(2, run(Map.of(EnvironmentDefaults.variableOf(option), value)));
    }

    @Test
    void helpNamesEveryOptionWithItsDefault() {
        assertEquals(0, run(Map.of(), "--help"));

        for (String option : Main.commandLine(Map.of()).getCommandSpec().optionsMap().keySet()) {
            assertTrue(out.toString().contains(option), option);
        }
        for (String value : new String[]{"127.0.0.1", "9501", "10000", "channel", "atomic-flow", "info"}) {
            assertTrue(out.toString().contains(value), value);
        }
    }

    @Test
    void versionIsOneLine() {
        assertEquals(0, run(Map.of(), "--version"));

        assertEquals(1, out.toString().lines().count());
    }

    @Test
    void aPortThatIsTakenIsSaidSoAndTheCodeIsOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(1, run(Map.of(), "--port", Integer.toString(taken.getLocalPort())));
        }
        assertTrue(err.toString().startsWith("Atomic Flow could not start: "), err.toString());
        assertTrue(err.toString().toLowerCase(java.util.Locale.ROOT).contains("port"), err.toString());
        assertEquals("", out.toString());
    }
}
