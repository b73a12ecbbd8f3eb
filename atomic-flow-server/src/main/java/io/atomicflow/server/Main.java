package io.atomicflow.server;

import ch.qos.logback.classic.Logger;
import io.atomicflow.server.config.ConfigFile;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The process: reads options, starts the server, stops it on SIGTERM or Ctrl-C. */
@Command(name = "atomic-flow-server", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "Serves a flow with limits \"1\" to \"10\", its live dashboard, and a Pusher endpoint.", footer = {
    "",
    "Each option can be given by the environment too: --app-key is ATOMICFLOW_APP_KEY; and by the file, as appKey.",
    "Exit codes: 0 stopped, 1 could not start, 2 an option is wrong, 143 stopped by SIGTERM."
})
@NullUnmarked
final class Main implements Callable<Integer> {

    private static final String UNKNOWN_SECRET = "No secret was given: the dashboard needs none, but no back end"
            + " can publish or sign. ATOMICFLOW_APP_SECRET gives one.";

    @Mixin
    private ServerOptions options;

    @Spec
    private CommandSpec spec;

    @Option(names = ConfigFile.OPTION, paramLabel = "FILE", description = "A file with options and apps: JSON (.json) or YAML (.yaml, .yml). What is said here or by the environment goes before it.")
    private Path configPath;

    private final EnvironmentDefaults environment;
    private boolean hasUnknownSecret;

    private Main(EnvironmentDefaults environment) {
        this.environment = environment;
    }

    /** Serves until told to stop. */
    public static void main(String[] args) {
        int code = commandLine(System.getenv()).execute(args);
        if (code != CommandLine.ExitCode.OK) {
            System.exit(code);
        }
    }

    static CommandLine commandLine(Map<String, String> environment) {
        EnvironmentDefaults defaults = new EnvironmentDefaults(environment);
        return new CommandLine(new Main(defaults))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(int.class, text -> Math.toIntExact(wholeNumber(text)))
                .registerConverter(long.class, Main::wholeNumber)
                .setDefaultValueProvider(defaults)
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
        ServerConfig config = config();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(options.logLevel());
        AtomicFlowServer server = AtomicFlowServer.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "atomic-flow-stop"));
        greeting(server.uri()).forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    /** What is said at the start, line by line. */
    List<String> greeting(URI uri) {
        String served = "Atomic Flow is serving on " + uri;
        return hasUnknownSecret ? List.of(served, UNKNOWN_SECRET) : List.of(served);
    }

    /** What the options that were parsed, the environment and the file make together. */
    ServerConfig config() {
        try {
            return config(
                    configPath == null
                            ? ConfigFile.none()
                            : ConfigFile.read(configPath, spec, environment.variables()));
        } catch (IllegalArgumentException mistake) {
            throw new ParameterException(spec.commandLine(), mistake.getMessage(), mistake);
        }
    }

    private ServerConfig config(ConfigFile file) {
        file.fill(option -> !isOnCommandLine(option) && !environment.has(option));
        takeTextsAsTheyAre();
        hasUnknownSecret = file.apps().isEmpty() && options.hasNoSecret();
        try {
            return options.toConfig(file.apps());
        } catch (OptionMistake mistake) {
            file.refuse(mistake.option(), mistake.rule());
            throw mistake;
        }
    }

    /** Picocli puts values in for {@code ${…}} in what is a default to it; a secret may hold such signs. */
    private void takeTextsAsTheyAre() {
        for (OptionSpec option : spec.options()) {
            if (option.type() == String.class && environment.has(option) && !isOnCommandLine(option)) {
                option.setValue(environment.defaultValue(option));
            }
        }
    }

    private boolean isOnCommandLine(OptionSpec option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }
}
