package io.atomicflow.server;

import static io.atomicflow.server.ConfigFixture.mistake;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigMistakeTest {

    private static final String SECRET = "hUnTeR2";

    @TempDir
    Path directory;

    private ConfigFixture fixture;

    @BeforeEach
    void useTheDirectory() {
        fixture = new ConfigFixture(directory);
    }

    private void assertSaid(String name, String text, String message) throws IOException {
        Path file = fixture.file(name, text);
        String said = mistake(file, Map.of("EMPTY", ""));
        assertEquals(file + message, said.lines().findFirst().orElse(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{port: 70000}|: port: must be 0 to 65535, was '70000'",
        "{port: 80.5}|: port: must be a whole number of at most 9 digits, was 80.5",
        "{port: 99999999999}|: port: must be a whole number of at most 9 digits, was 99999999999",
        "{port: 'x'}|: port: must be a whole number of at most 9 digits, was a text",
        "{workers: 0}|: workers: must be 1 to 10000, was '0'",
        "{drainSeconds: -1}|: drainSeconds: must be 0 to 3600, was '-1'",
        "{host: 1}|: host: must be a text, was a number; put it in quotes",
        "{pathPrefix: 'x'}|: pathPrefix: must be empty or like /pusher, was 'x'",
        "{semaphore: 'magic'}|: semaphore: must be one of channel, atomic",
        "{allowedOrigins: 'https://a.example'}|: allowedOrigins: must be a list, was a text",
        "{allowedOrigins: [7]}|: allowedOrigins[0]: must be a text, was a number; put it in quotes",
        "{allowedOrigins: ['a.example']}|: allowedOrigins: must be like https://example.org or http://localhost:8080, was 'a.example'",
        "{clientEvents: 'yes'}|: clientEvents: must be true or false, was a text",
        "{appKey: 'k', apps: [{id: a, key: k, secret: s}]}|: appKey: must not be there beside 'apps': an app has its own",
        "{apps: }|: apps: must be a list, was empty",
        "{apps: []}|: apps: must have at least one app; leave it out for the demo app",
        "{apps: [a]}|: apps[0]: must be an object with fields, was a text",
        "{apps: [{key: k, secret: s}]}|: apps[0]: must have the field 'id'",
        "{apps: [{id: a, secret: s}]}|: apps[0]: must have the field 'key'",
        "{apps: [{id: a, key: k}]}|: apps[0]: must have the field 'secret'",
        "{apps: [{id: a, key: k, secret: ''}]}|: apps[0].secret: must not be empty",
        "{apps: [{id: 1, key: k, secret: s}]}|: apps[0].id: must be a text, was a number; put it in quotes",
        "{apps: [{id: 'a b', key: k, secret: s}]}|: apps[0]: an app's id must be 1 to 64 of A-Z a-z 0-9 _ -, was 'a b'",
        "{apps: [{id: a, key: k, secret: s}, {id: a, key: l, secret: s}]}|: apps[1].id: must not be the same as apps[0].id",
        "{apps: [{id: a, key: k, secret: s}, {id: b, key: k, secret: s}]}|: apps[1].key: must not be the same as apps[0].key",
        "{apps: [{id: a, key: k, secret: s, tlsOnly: 1}]}|: apps[0].tlsOnly: must be true or false, was a number",
        "{apps: [{id: a, key: k, secret: s, allowedOrigins: [a]}]}|: apps[0].allowedOrigins[0]: must be * or like https://example.org or http://localhost:8080",
        "{apps: [{id: a, key: k, secret: s, limits: {maxBatch: 0}}]}|: apps[0].limits.maxBatch: must be 1 to 1000, was 0",
        "{apps: [{id: a, key: k, secret: s, limits: {maxBatch: x}}]}|: apps[0].limits.maxBatch: must be 1 to 1000, was a text",
        "{apps: [{id: a, key: k, secret: s, limits: []}]}|: apps[0].limits: must be an object with fields, was a list",
        "{apps: [{id: a, key: k, secret: '${NOT_SET}'}]}|: apps[0].secret: the environment variable NOT_SET must be set, and not empty",
        "{apps: [{id: a, key: k, secret: '${EMPTY}'}]}|: apps[0].secret: the environment variable EMPTY must be set, and not empty",
        "{apps: [{id: a, key: k, secret: '${A:-b}'}]}|: apps[0].secret: what begins with ${ must be ${NAME}, with a name of A-Z a-z 0-9 _",
        "{appSecret: '${NOT_SET}'}|: appSecret: the environment variable NOT_SET must be set, and not empty",
        "[]|: must be an object with fields, was a list",
    })
    void whatIsWrongIsNamedWithItsPlaceAndWhatIsAllowed(String text, String message) throws Exception {
        assertSaid("a.yaml", text, message);
    }

    @Test
    void anUnknownFieldIsNamedWithThoseThatThereAre() throws Exception {
        Path top = fixture.file("top.yaml", "prot: 1\n");
        assertTrue(mistake(top, Map.of())
                .startsWith(top + ": there is no field 'prot', but: apps, allowedOrigins, appId"));
        assertTrue(mistake(top, Map.of()).contains("maxConnections, pathPrefix, port, "));

        assertSaid(
                "app.yaml",
                "apps: [{id: a, key: k, secret: s, tls: true}]",
                ": apps[0]: there is no field 'tls', but: id, key, secret, allowedOrigins, clientEvents,"
                        + " subscriptionCounts, authorizedConnections, tlsOnly, disabled, limits");

        Path limit = fixture.file("limit.yaml", "apps: [{id: a, key: k, secret: s, limits: {members: 3}}]");
        assertTrue(mistake(limit, Map.of()).startsWith(
                limit + ": apps[0].limits: there is no field 'members', but: maxConnections, maxChannels, "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "help", "version"})
    void theFileCannotSayWhatIsOnlyForTheCommandLine(String name) throws Exception {
        String said = mistake(fixture.file("a.yaml", name + ": x\n"), Map.of());

        assertTrue(said.contains("there is no field '" + name + "'"), said);
    }

    @Test
    void whatIsMalformedIsNamedWithLineAndColumn() throws Exception {
        assertSaid("a.json", "{\n  \"port\": 80\n  \"host\": \"x\"}",
                ", line 3, column 3: is no valid JSON; is a comma or a quote missing?");
        assertSaid("b.json", "{\"port\": 80,\n \"port\": 81}", ", line 2, column 8: field 'port' is there twice");
        assertSaid("c.json", "{}\n{}", ", line 2, column 1: there must be one document, was more");
        assertSaid("a.yaml", "port: 80\n\thost: x\n",
                ", line 1, column 9: is no valid YAML; are special characters in quotes, and is it indented by spaces?");
        assertSaid("b.yaml", "port: 80\nport: 81\n", ", line 2, column 5: field 'port' is there twice");
        assertSaid("c.yaml", "port: 80\n---\nport: 81\n", ", line 3, column 1: there must be one document, was more");
        assertSaid("d.yaml", "host: \u0000",
                ", line 1, column 1: is no valid YAML; are special characters in quotes, and is it indented by spaces?");
    }

    @Test
    void nothingGrowsWhileItIsRead() throws Exception {
        assertSaid("bomb.yaml", "host: &a [x]\napps: [*a, *a]\n",
                ", line 2, column 8: aliases (*name) are not allowed; a text that begins with * must be in quotes");
        assertTrue(mistake(fixture.file("deep.json", "[".repeat(100_000)), Map.of()).contains("nested too deeply"));
        assertTrue(mistake(fixture.file("deep.yaml", "[".repeat(100_000)), Map.of()).contains("nested too deeply"));
        assertSaid("big.json", " ".repeat(1_048_577), ": must have at most 1048576 bytes, has more");
    }

    @Test
    void aFileThatCannotBeReadIsSaidSo() throws Exception {
        Path missing = directory.resolve("missing.yaml");
        assertTrue(mistake(missing, Map.of()).startsWith(missing + ": there is no such file"));
        Path folder = Files.createDirectory(directory.resolve("folder.yaml"));
        assertTrue(mistake(folder, Map.of()).startsWith(folder + ": is a directory, must be a file"));
        assertSaid("a.toml", "port = 1", ": the name must end with .json, .yaml or .yml");
        assertSaid("empty.yaml", " \n", ": is empty");
        Path latin = Files.write(directory.resolve("latin.yaml"), "host: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(mistake(latin, Map.of()).startsWith(latin + ": must be text in UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"appSecret\": hUnTeR2}",
        "{\"appSecret\": \"hUnTeR2}",
        "{\"appSecret\": \"hUnTeR2\\x\"}",
        "{\"appSecret\": \"hUnTeR2\" \"port\": 1}",
        "{\"appSecret\": [\"hUnTeR2\"]}",
        "{\"appSecret\": \"${hUnTeR2}x\"}",
        "{\"appSecret\": \"hUnTeR2\", \"port\": -1}",
        "{\"port\": \"hUnTeR2\"}",
        "{\"semaphore\": \"hUnTeR2\"}",
        "{\"apps\": [{\"id\": \"a\", \"key\": \"a b\", \"secret\": \"hUnTeR2\"}]}",
        "{\"apps\": [{\"id\": \"a\", \"key\": \"k\", \"secret\": {\"x\": \"hUnTeR2\"}}]}",
        "{\"apps\": [{\"id\": \"a\", \"key\": \"k\", \"secret\": \"hUnTeR2\", \"tlsOnly\": \"hUnTeR2\"}]}",
        "{\"apps\": [{\"id\": \"a\", \"key\": \"k\", \"secret\": \"hUnTeR2\", \"allowedOrigins\": [\"hUnTeR2\"]}]}",
        "appSecret: *hUnTeR2",
        "appSecret: @hUnTeR2",
        "appSecret: !hUnTeR2!x y",
        "appSecret: \"\\q hUnTeR2\"",
        "appSecret: hUnTeR2: x",
        "appSecret: [hUnTeR2",
        "appSecret: hUnTeR2\n\tport: 1",
    })
    void noMessageTellsASecret(String text) throws Exception {
        String name = text.startsWith("{") ? "a.json" : "a.yaml";

        String said = mistake(fixture.file(name, text), Map.of());

        assertFalse(said.contains(SECRET), said);
    }
}
