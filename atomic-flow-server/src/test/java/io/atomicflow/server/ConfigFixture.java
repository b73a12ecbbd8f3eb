package io.atomicflow.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A directory for configuration files, and what the server would make of them. */
final class ConfigFixture {

    private final Path directory;

    ConfigFixture(Path directory) {
        this.directory = directory;
    }

    Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    static Main parsed(Map<String, String> environment, String... arguments) {
        CommandLine command = Main.commandLine(environment);
        command.parseArgs(arguments);
        return command.getCommand();
    }

    static ServerConfig config(Map<String, String> environment, String... arguments) {
        return parsed(environment, arguments).config();
    }

    static ServerConfig config(Path file, Map<String, String> environment, String... arguments) {
        return config(environment, with(file, arguments));
    }

    /** What is said of a file that cannot be used; fails if it can. */
    static String mistake(Path file, Map<String, String> environment, String... arguments) {
        CommandLine command = Main.commandLine(environment);
        StringWriter err = new StringWriter();
        command.setErr(new PrintWriter(err));
        int code = command.execute(with(file, arguments));
        if (code != 2) {
            throw new AssertionError("the code was " + code + ", with " + err);
        }
        return err.toString();
    }

    private static String[] with(Path file, String... arguments) {
        return Stream.concat(Stream.of("--config", file.toString()), Stream.of(arguments)).toArray(String[]::new);
    }
}
