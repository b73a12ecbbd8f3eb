package io.atomicflow.server;

import static io.atomicflow.server.ConfigFixture.config;
import static io.atomicflow.server.ConfigFixture.parsed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomicflow.server.pusher.App;
import io.atomicflow.server.pusher.AppLimit;
import io.atomicflow.server.pusher.AppOption;
import io.atomicflow.server.pusher.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ConfigFileTest {

    private static final URI HERE = URI.create("http://127.0.0.1:9501");
    private static final String TWO_APPS = """
            apps:
              - id: one
                key: key-one
                secret: secret-one
                clientEvents: true
                subscriptionCounts: true
                limits: {maxMembers: 7}
              - {id: two, key: key-two, secret: "${SECRET_TWO}", allowedOrigins: ["*", "https://a.example"]}
            """;

    @TempDir
    Path directory;

    private ConfigFixture fixture;

    @BeforeEach
    void useTheDirectory() {
        fixture = new ConfigFixture(directory);
    }

    @Test
    void anOptionGoesBeforeTheEnvironmentBeforeTheFileBeforeTheDefault() throws Exception {
        Path file = fixture.file("a.yml",
                "port: 1001\nworkers: 1002\ncapacity: 1003\nallowedOrigins: [https://a.example]\n");
        Map<String, String> environment = Map.of("ATOMICFLOW_PORT", "2001", "ATOMICFLOW_WORKERS", "2002");

        ServerConfig config = config(file, environment, "--port", "3001");

        assertEquals(3001, config.port());
        assertEquals(2002, config.workers());
        assertEquals(1003, config.capacity());
        assertEquals(List.of("https://a.example"), config.allowedOrigins());
        assertEquals(10_000, config.maxConnections());
    }

    @Test
    void theEnvironmentCanNameTheFile() throws Exception {
        Path file = fixture.file("a.JSON", "{\"drainSeconds\": 77}");

        assertEquals(77, config(Map.of("ATOMICFLOW_CONFIG", file.toString())).drain().toSeconds());
    }

    @Test
    void everyOptionButThatOfTheFileCanBeAFieldOfIt() throws Exception {
        for (OptionSpec option : options()) {
            String value = switch (option.type().getSimpleName()) {
                case "String" -> option.longestName().equals("--path-prefix") ? "\"/x\"" : "\"localhost\"";
                case "List" -> "[]";
                case "Boolean", "boolean" -> "true";
                case "int", "long" -> "12";
                default -> "\"" + option.type().getEnumConstants()[0] + "\"";
            };
            Path file = fixture.file("a.json", "{\"" + nameInFile(option) + "\":" + value + "}");

            assertNotNull(config(file, Map.of()), option.longestName());
        }
    }

    @Test
    void aSwitchIsOnWhateverElseSaysOfIt() {
        for (OptionSpec option : options()) {
            if (option.type() == Boolean.class || option.type() == boolean.class) {
                for (String value : List.of("true", "false")) {
                    CommandLine command = Main.commandLine(
                            Map.of(EnvironmentDefaults.variableOf(option.longestName()), value));
                    command.parseArgs(option.longestName());
                    OptionSpec parsed = command.getCommandSpec().findOption(option.longestName());
                    assertEquals(true, parsed.getValue(), option + " beside " + value);
                }
            }
        }
    }

    @Test
    void anAppHasWhatTheFileSaysAndDefaultsForTheRest() throws Exception {
        List<App> apps = config(fixture.file("a.yaml", TWO_APPS), Map.of("SECRET_TWO", "from-outside")).apps();

        App one = apps.get(0);
        App two = apps.get(1);
        assertEquals("one key-one", one.id() + " " + one.key());
        assertEquals(Set.of(AppOption.CLIENT_EVENTS, AppOption.SUBSCRIPTION_COUNTS), one.options());
        assertEquals(7, one.limit(AppLimit.MEMBERS));
        assertEquals(AppLimit.BATCH.standard(), one.limit(AppLimit.BATCH));
        assertHasSecret("secret-one", one);
        assertEquals("two key-two", two.id() + " " + two.key());
        assertEquals(Set.of(), two.options());
        assertEquals(List.of("*", "https://a.example"), two.allowedOrigins());
        assertHasSecret("from-outside", two);
    }

    @Test
    void optionsGoBeforeWhatTheFileSaysOfTheFirstAppOnly() throws Exception {
        Path file = fixture.file("a.yaml", TWO_APPS);

        ServerConfig config = config(
                file,
                Map.of("SECRET_TWO", "s", "ATOMICFLOW_APP_SECRET", "better"),
                "--app-key",
                "mine",
                "--client-events=false");

        App first = config.demoApp();
        assertEquals("one mine", first.id() + " " + first.key());
        assertEquals(Set.of(AppOption.SUBSCRIPTION_COUNTS), first.options());
        assertEquals(7, first.limit(AppLimit.MEMBERS));
        assertHasSecret("better", first);
        assertEquals("key-two", config.apps().get(1).key());
    }

    @Test
    void anOptionThatMakesTwoAppsTheSameIsAMistake() throws Exception {
        Path file = fixture.file("a.yaml", TWO_APPS);

        String said = ConfigFixture.mistake(file, Map.of("SECRET_TWO", "s"), "--app-id", "two");

        assertTrue(said.contains("no two apps may have the same id, two have 'two'"), said);
    }

    @Test
    void withoutAppsThereIsTheDemoApp() throws Exception {
        ServerConfig config = config(
                fixture.file("a.yaml", "maxConnections: 50\nappKey: k\nappSecret: ${S}\nclientEvents: true\n"),
                Map.of("S", "given"));

        assertEquals(1, config.apps().size());
        assertEquals("atomic-flow k", config.demoApp().id() + " " + config.demoApp().key());
        assertTrue(config.demoApp().has(AppOption.CLIENT_EVENTS));
        assertEquals(50, config.demoApp().limit(AppLimit.CONNECTIONS));
        assertHasSecret("given", config.demoApp());
    }

    @Test
    void aSecretOfTheEnvironmentStaysAsItIs() {
        for (String secret : List.of("a${b}c", "$${b}", "a$$b", "${sys:user.home}", "a\\b'\"c ")) {
            assertHasSecret(secret, config(Map.of("ATOMICFLOW_APP_SECRET", secret)).demoApp());
        }
    }

    @Test
    void whoStartsWithASecretThatNobodyKnowsIsToldSo() throws Exception {
        Path apps = fixture.file("a.yaml", TWO_APPS);

        assertEquals(List.of("Atomic Flow is serving on " + HERE), greeting(Map.of("ATOMICFLOW_APP_SECRET", "s")));
        assertEquals(1, greeting(Map.of("SECRET_TWO", "s"), "--config", apps.toString()).size());
        List<String> greeting = greeting(Map.of());
        assertEquals(2, greeting.size());
        assertTrue(greeting.get(1).contains("ATOMICFLOW_APP_SECRET"), greeting.get(1));
        assertFalse(greeting.get(1).contains("\n"));
    }

    private static List<String> greeting(Map<String, String> environment, String... arguments) {
        Main main = parsed(environment, arguments);
        main.config();
        return main.greeting(HERE);
    }

    private static void assertHasSecret(String secret, App app) {
        assertEquals(Secret.of(secret).sign("text"), app.secret().sign("text"), "the secret is not " + secret);
    }

    static List<OptionSpec> options() {
        return Main.commandLine(Map.of()).getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .filter(option -> !option.longestName().equals("--config"))
                .toList();
    }

    static String nameInFile(OptionSpec option) {
        StringBuilder name = new StringBuilder();
        Arrays.stream(option.longestName().substring(2).split("-", -1))
                .map(word -> name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .forEach(name::append);
        return name.toString();
    }
}
