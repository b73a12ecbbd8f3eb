package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.server.pusher.App;
import io.atomicflow.server.pusher.AppLimit;
import io.atomicflow.server.pusher.AppOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;

/** The documentation says what the code does. */
class ConfigurationDocTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("");
    private static final Map<String, String> SECRETS = Map.of("SHOP_SECRET", "s1", "OFFICE_SECRET", "s2");

    @TempDir
    Path directory;

    private static String doc() throws IOException {
        return Files.readString(ROOT.resolve("docs/configuration.md"));
    }

    private ServerConfig example(String document, String language) throws IOException {
        Matcher fence = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(document);
        assertTrue(fence.find(), language);
        Path file = new ConfigFixture(directory).file("example." + language, fence.group(1));
        return ConfigFixture.config(file, SECRETS);
    }

    /** The rows of the table whose first column has this title. */
    private static List<String> rows(String title) throws IOException {
        return doc().lines()
                .dropWhile(line -> !line.startsWith("| " + title + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("| "))
                .toList();
    }

    @Test
    void theTableOfLimitsIsThatOfTheCode() throws Exception {
        List<String> expected = Arrays.stream(AppLimit.values())
                .map(limit -> String.format(
                        Locale.ROOT,
                        "| `%s` | %,d | %,d to %,d |",
                        limit.key(),
                        limit.standard(),
                        limit.min(),
                        limit.max()))
                .toList();

        assertEquals(expected, columns(rows("limit"), 3));
    }

    @Test
    void theTableOfAnAppHasEveryOption() throws Exception {
        List<String> expected = Stream.of(
                Stream.of("id", "key", "secret", "allowedOrigins"),
                Arrays.stream(AppOption.values()).map(AppOption::key),
                Stream.of("limits"))
                .flatMap(names -> names)
                .map(name -> "| `" + name + "` |")
                .toList();

        assertEquals(expected, columns(rows("field"), 1));
    }

    @Test
    void theTableOfOptionsIsThatOfTheCommandLine() throws Exception {
        List<String> expected = Stream.concat(
                Stream.of("| `--config` | `ATOMICFLOW_CONFIG` |  |"),
                ConfigFileTest.options().stream().map(ConfigurationDocTest::row))
                .sorted()
                .toList();

        assertEquals(expected, columns(rows("option"), 3).stream().sorted().toList());
        for (OptionSpec option : ConfigFileTest.options()) {
            String standard = option.defaultValue() == null ? "" : option.defaultValue();
            assertTrue(doc().contains(row(option) + (standard.isEmpty() ? "" : " `" + standard + "` |")), row(option));
        }
    }

    private static String row(OptionSpec option) {
        return "| `" + option.longestName() + "` | `" + EnvironmentDefaults.variableOf(option.longestName()) + "` | `"
                + ConfigFileTest.nameInFile(option) + "` |";
    }

    private static List<String> columns(List<String> rows, int count) {
        return rows.stream()
                .map(row -> row.split("\\|", -1))
                .map(cells -> String.join("|", Arrays.copyOf(cells, count + 1)) + "|")
                .toList();
    }

    @Test
    void bothExamplesSayTheSame() throws Exception {
        ServerConfig yaml = example(doc(), "yaml");
        ServerConfig json = example(doc(), "json");

        assertEquals(2, yaml.apps().size());
        assertEquals(5_000, yaml.demoApp().limit(AppLimit.CONNECTIONS));
        assertEquals(withoutSecrets(yaml), withoutSecrets(json));
        for (int i = 0; i < yaml.apps().size(); i++) {
            assertEquals(yaml.apps().get(i).secret().sign(""), json.apps().get(i).secret().sign(""));
        }
    }

    @Test
    void theExampleOfTheReadmeCanBeUsed() throws Exception {
        ServerConfig config = example(Files.readString(ROOT.resolve("README.md")), "yaml");

        assertEquals(8080, config.port());
        assertEquals(500, config.demoApp().limit(AppLimit.CONNECTIONS));
    }

    @Test
    void theExampleOfAMistakeIsTrue() throws Exception {
        Path file = new ConfigFixture(directory).file("atomic-flow.yaml", """
                apps:
                  - {id: a, key: a, secret: a}
                  - {id: b, key: b, secret: b, limits: {maxMembers: 0}}
                """);

        String said = ConfigFixture.mistake(file, Map.of()).lines().findFirst().orElse("");

        assertTrue(doc().contains("`" + said.replace(directory + "/", "") + "`"), said);
    }

    private static String withoutSecrets(ServerConfig config) {
        String apps = config.apps().stream().map(App::toString).toList().toString();
        assertTrue(apps.contains("(a secret)"), "no secret is printed");
        return config.toString();
    }
}
