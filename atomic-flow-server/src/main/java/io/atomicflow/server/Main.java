package io.atomicflow.server;

import ch.qos.logback.classic.Logger;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The process: reads options, starts the server, stops it on SIGTERM or Ctrl-C. */
@Command(name = "atomic-flow-server", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "Serves a flow with limits \"1\" to \"10\", its live dashboard, and a Pusher endpoint.", footer = {
    "",
    "Each option can be given by the environment too: --app-key is ATOMICFLOW_APP_KEY.",
    "Exit codes: 0 stopped, 1 could not start, 2 an option is wrong, 143 stopped by SIGTERM."
})
@NullUnmarked
final class Main implements Callable<Integer> {

    @Mixin
    private ServerOptions options;

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Serves until told to stop. */
    public static void main(String[] args) {
        int code = commandLine(System.getenv()).execute(args);
        if (code != CommandLine.ExitCode.OK) {
            System.exit(code);
        }
    }

    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(int.class, text -> Math.toIntExact(wholeNumber(text)))
                .registerConverter(long.class, Main::wholeNumber)
                .setDefaultValueProvider(new EnvironmentDefaults(environment))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("Atomic Flow could not start: " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .setParameterExceptionHandler((mistake, arguments) -> {
                    PrintWriter errors = mistake.getCommandLine().getErr();
                    errors.println(mistake.getMessage());
                    errors.println("Try --help.");
                    return CommandLine.ExitCode.USAGE;
                });
    }

    private static long wholeNumber(String text) {
        if (!text.matches("-?[0-9]{1,9}")) {
            throw new TypeConversionException("must be a whole number, was '" + text + "'");
        }
        return Long.parseLong(text);
    }

    @Override
    public Integer call() {
        ServerConfig config = validConfig();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(options.logLevel());
        AtomicFlowServer server = AtomicFlowServer.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "atomic-flow-stop"));
        spec.commandLine().getOut().println("Atomic Flow is serving on " + server.uri());
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    private ServerConfig validConfig() {
        try {
            return options.toConfig();
        } catch (IllegalArgumentException mistake) {
            throw new ParameterException(spec.commandLine(), mistake.getMessage(), mistake);
        }
    }
}
