package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atomicflow.server.pusher.Signatures;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/pusher/auth}: what is signed, and what is not. */
class AuthorizationTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String USER = "0123456789abcdef";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.withCapacity(100);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> post(String type, String body, String... headers) throws Exception {
        HttpRequest.Builder request = server.request("/api/pusher/auth")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return server.http.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode signed(HttpResponse<String> response) throws Exception {
        assertEquals(200, response.statusCode(), response.body());
        return JSON.readTree(response.body());
    }

    private static String signature(String channel, @Nullable String data) {
        return Signatures.ofSubscription(TestServer.app(100), "12.34", channel, data);
    }

    private static JsonNode refusal(HttpResponse<String> response, int status) throws Exception {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(
                "application/problem+json", response.headers().firstValue("Content-Type").orElse(""));
        return JSON.readTree(response.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"private-flow", "private-task-7", "private-limit-2", "private-limit-a=20b"})
    void theChannelsOfTheFlowAreSignedForAFormAsPusherJsSendsItAndForJson(String channel) throws Exception {
        String form = "socket_id=12.34&channel_name=" + channel.replace("=", "%3D");
        JsonNode ofForm = signed(post(FORM, form));
        JsonNode ofJson = signed(post("application/json",
                "{\"socket_id\":\"12.34\",\"channel_name\":\"" + channel + "\"}"));

        assertEquals("{\"auth\":\"" + signature(channel, null) + "\"}", ofForm.toString());
        assertEquals(ofForm, ofJson);
    }

    @Test
    void whoWatchesIsSignedWithTheIdThatItKeepsAndAShortWordForItsBrowser() throws Exception {
        String form = "socket_id=12.34&channel_name=presence-watchers&user_id=" + USER;

        JsonNode signed = signed(post(FORM, form, "User-Agent", "Mozilla/5.0 Chrome/140.0 Safari/537.36"));

        String data = "{\"user_id\":\"" + USER + "\",\"user_info\":{\"browser\":\"Chrome\"}}";
        assertEquals(data, signed.get("channel_data").textValue());
        assertEquals(signature("presence-watchers", data), signed.get("auth").textValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Mozilla/5.0 AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0|Edge",
        "Mozilla/5.0 AppleWebKit/537.36 Chrome/140.0 Safari/537.36 OPR/110|Opera",
        "Mozilla/5.0 Gecko/20100101 Firefox/143.0|Firefox",
        "Mozilla/5.0 AppleWebKit/605.1 Version/18.0 Safari/605.1|Safari",
        "<script>alert(1)</script>|Other",
    })
    void aBrowserIsOneOfAFewWordsWhateverItSaysOfItself(String userAgent, String name) throws Exception {
        String form = "socket_id=12.34&channel_name=presence-watchers&user_id=" + USER;

        String data = signed(post(FORM, form, "User-Agent", userAgent)).get("channel_data").textValue();

        assertEquals(name, JSON.readTree(data).at("/user_info/browser").textValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "socket_id=12.34&channel_name=flow|channel_name",
        "socket_id=12.34&channel_name=private-other|channel_name",
        "socket_id=12.34&channel_name=private-task-x|channel_name",
        "socket_id=12.34&channel_name=private-limit-|channel_name",
        "socket_id=12.34&channel_name=private-flow%0a|channel_name",
        "socket_id=12.34&channel_name=presence-other&user_id=0123456789abcdef|channel_name",
        "socket_id=12.34&channel_name=%23server-to-user-1|channel_name",
        "socket_id=12.34&channel_name=private-encrypted-flow|channel_name",
        "socket_id=12.34|channel_name",
        "channel_name=private-flow|socket_id",
        "socket_id=&channel_name=private-flow|socket_id",
        "socket_id=12&channel_name=private-flow|socket_id",
        "socket_id=12.34%0a&channel_name=private-flow|socket_id",
        "socket_id=POST%0a/apps/atomic-flow/events%0aa&channel_name=private-flow|socket_id",
        "socket_id=12.34::user&channel_name=private-flow|socket_id",
        "socket_id=12.34&socket_id=56.78&channel_name=private-flow|socket_id",
        "socket_id=12.34&channel_name=private-flow&channel_name=private-task-1|channel_name",
        "socket_id=12.34&channel_name=presence-watchers|user_id",
        "socket_id=12.34&channel_name=presence-watchers&user_id=short|user_id",
        "socket_id=12.34&channel_name=presence-watchers&user_id=%3Cb%3E0123456789abcdef|user_id",
        "'{}'|socket_id",
        "''|socket_id",
    })
    void nothingElseIsSigned(String form, String field) throws Exception {
        JsonNode problem = refusal(post(FORM, form), 403);

        assertEquals(field, problem.path("field").textValue());
        assertFalse(problem.toString().contains(signature("private-flow", null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{}", "{\"socket_id\":12.34,\"channel_name\":\"private-flow\"}",
        "{\"socket_id\":\"12.34\",\"channel_name\":null}",
        "{\"socket_id\":\"12.34\",\"channel_name\":\"private-flow\",\"channel_name\":\"private-flow\"}"})
    void jsonThatIsNoSuchWishIsRefused(String body) throws Exception {
        refusal(post("application/json", body), 403);
    }

    @Test
    void aUserIdThatIsTooLongIsRefused() throws Exception {
        String form = "socket_id=12.34&channel_name=presence-watchers&user_id=";
        signed(post(FORM, form + "a".repeat(64)));
        refusal(post(FORM, form + "a".repeat(65)), 403);
    }

    @Test
    void pagesOfOthersGetNoSignatureAndPagesOfFriendsDo() throws Exception {
        String form = "socket_id=12.34&channel_name=private-flow";

        refusal(post(FORM, form, "Origin", "http://evil.example"), 403);
        refusal(post(FORM, form, "Origin", "null"), 403);
        signed(post(FORM, form, "Origin", "https://friend.example"));
        signed(post(FORM, form, "Origin", server.server.uri().toString()));
    }

    @Test
    void theBrowsersOfFriendsMayHandTheirPagesTheAnswerAndThoseOfOthersMayNot() throws Exception {
        String form = "socket_id=12.34&channel_name=private-flow";

        assertEquals("https://friend.example", allowedBy(post(FORM, form, "Origin", "https://friend.example")));
        assertEquals("https://friend.example", allowedBy(post(FORM, "{}", "Origin", "https://friend.example")));
        assertEquals("nobody", allowedBy(post(FORM, form, "Origin", "http://evil.example")));
        assertEquals("nobody", allowedBy(post(FORM, form)));
    }

    private static String allowedBy(HttpResponse<String> response) {
        return response.headers().firstValue("Access-Control-Allow-Origin").orElse("nobody");
    }

    @Test
    void aPageOfAFriendThatAsksBeforeItAsksIsWelcome() throws Exception {
        HttpResponse<String> friend = preflight("https://friend.example");
        HttpResponse<String> evil = preflight("http://evil.example");

        assertEquals(204, friend.statusCode());
        assertEquals("https://friend.example", allowedBy(friend));
        assertEquals("*, Authorization", friend.headers().firstValue("Access-Control-Allow-Headers").orElse(""));
        assertTrue(friend.headers()
                .firstValue("Access-Control-Allow-Methods")
                .orElse("")
                .contains("PATCH"));
        assertEquals("nosniff", friend.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("nobody", allowedBy(evil));
        assertEquals("Origin", evil.headers().firstValue("Vary").orElse(""));
    }

    private static HttpResponse<String> preflight(String origin) throws Exception {
        HttpRequest request = server.request("/api/pusher/auth")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization, x-csrf-token")
                .method("OPTIONS", BodyPublishers.noBody())
                .build();
        return server.http.send(request, BodyHandlers.ofString());
    }

    @Test
    void aBodyThatIsNoFormIsRefusedAndACharsetThatIsNoneChangesNothing() throws Exception {
        refusal(post(FORM, "socket_id=%zz&channel_name=private-flow"), 403);
        signed(post(FORM + "; charset=nonsense", "socket_id=12.34&channel_name=private-flow"));
    }

    @Test
    void aFormIsTakenHereAndNowhereElse() throws Exception {
        refusal(post("text/plain", "socket_id=12.34&channel_name=private-flow"), 415);
        refusal(post("multipart/form-data; boundary=x", "--x--"), 415);
        HttpRequest tasks = server.request("/api/tasks")
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString("limit=3"))
                .build();
        refusal(server.http.send(tasks, BodyHandlers.ofString()), 415);
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws Exception {
        refusal(post(FORM, "socket_id=12.34&channel_name=private-flow&more=" + "x".repeat(70_000)), 413);
    }

    @Test
    void configTellsThePageWhereToAskAndWhatTheChannelsAreCalled() throws Exception {
        JsonNode channels = JSON.readTree(server.get("/api/config").body()).get("channels");

        assertEquals(
                "{\"prefix\":\"\",\"watchers\":\"presence-watchers\",\"authorization\":\"/api/pusher/auth\"}",
                channels.toString());
        assertTrue(server.get("/api/pusher/auth").statusCode() == 405);
    }
}
