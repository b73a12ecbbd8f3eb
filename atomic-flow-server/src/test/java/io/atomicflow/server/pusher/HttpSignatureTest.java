package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSignatureTest {

    private static final long THEN = 1_353_088_179;
    private static final String PATH = "/apps/3/events";
    private static final byte[] BODY = "{\"name\":\"foo\",\"channels\":[\"project-3\"],\"data\":\"{\\\"some\\\":\\\"data\\\"}\"}"
            .getBytes(StandardCharsets.UTF_8);
    private static final String QUERY = "auth_key=278d425bdf160c739803&auth_timestamp=1353088179&auth_version=1.0"
            + "&body_md5=ec365a775a4cd0599faeb73354201b6f"
            + "&auth_signature=da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c";
    private static final App APP = new App("3", "278d425bdf160c739803", Secret.of("7ad3773142a6692b25b8"), List.of(),
            Set.of(), Map.of());

    private static void check(long now, String method, String path, String query, byte[] body) throws HttpRefusal {
        new HttpSignature(() -> Instant.ofEpochSecond(now))
                .check(APP, new HttpCall(method, path, query, body), new SignedQuery(query));
    }

    private static HttpAnswer refusal(String query) {
        return refusal(query, BODY);
    }

    private static HttpAnswer refusal(String query, byte[] body) {
        return assertThrows(HttpRefusal.class, () -> check(THEN, "POST", PATH, query, body), query).answer();
    }

    /** A query that is signed, whatever it says. */
    private static String signed(String query) {
        String sorted = String.join("&", java.util.Arrays.stream(query.split("&", -1)).sorted().toList());
        return query + "&auth_signature=" + APP.secret().sign("POST\n" + PATH + "\n" + sorted);
    }

    @Test
    void weCheckAsPusherDocumentsIt() {
        assertDoesNotThrow(() -> check(THEN, "POST", PATH, QUERY, BODY));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "600, true", "601, false", "-600, true", "-601, false", "9999999999, false"})
    void aCallIsOfTheLastTenMinutesOrTheNext(long off, boolean good) {
        if (good) {
            assertDoesNotThrow(() -> check(THEN + off, "POST", PATH, QUERY, BODY));
        } else {
            assertThrows(HttpRefusal.class, () -> check(THEN + off, "POST", PATH, QUERY, BODY));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "auth_key=278d425bdf160c739803|auth_key=other",
        "auth_key=278d425bdf160c739803&|",
        "auth_timestamp=1353088179|auth_timestamp=1353088180",
        "auth_timestamp=1353088179|auth_timestamp=-1353088179",
        "auth_timestamp=1353088179|auth_timestamp=%2B1353088179",
        "auth_timestamp=1353088179|auth_timestamp=1353088179.0",
        "auth_timestamp=1353088179|auth_timestamp=99999999999999999999",
        "auth_timestamp=1353088179|auth_timestamp=",
        "auth_timestamp=1353088179&|",
        "auth_version=1.0|auth_version=1",
        "auth_version=1.0|auth_version=2.0",
        "auth_version=1.0&|",
        "body_md5=ec3|body_md5=fc3",
        "&body_md5=ec365a775a4cd0599faeb73354201b6f|",
        "auth_signature=da|auth_signature=db",
        "auth_signature=da|auth_signature=DA",
        "7e6c|7e6",
        "7e6c|7e6c0",
        "auth_signature=da|auth_signature[]=da",
        "auth_signature=da|x=1&auth_signature=da",
        "&auth_signature=da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c|",
    })
    void aCallThatDiffersInAnythingIsRefusedAndNotToldWhatWouldBeRight(String what, String by) {
        HttpAnswer answer = refusal(QUERY.replace(what, by == null ? "" : by));

        assertEquals(401, answer.status());
        for (String secret : List.of("7ad3773142a6692b25b8", "da454824", "ec365a77", "POST", "auth_key=")) {
            assertFalse(answer.body().contains(secret), answer.body());
        }
    }

    @Test
    void theMethodThePathAndTheBodyArePartOfIt() {
        assertThrows(HttpRefusal.class, () -> check(THEN, "GET", PATH, QUERY, BODY));
        for (String path : List.of("/apps/3/events/", "/apps/3//events", "/apps/3/./events", "/apps/3/%65vents",
                "/apps/3/events;a", "/APPS/3/events", "/apps/4/../3/events")) {
            assertThrows(HttpRefusal.class, () -> check(THEN, "POST", path, QUERY, BODY), path);
        }
        byte[] other = BODY.clone();
        other[10] ^= 1;
        assertEquals(401, refusal(QUERY, other).status());
    }

    /** Else a call could be robbed of its body, and would still count as signed. */
    @Test
    void aBodyThatWasSignedCannotBeTakenAway() {
        assertEquals(401, refusal(QUERY, new byte[0]).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "&info=a&info=b",
        "&info=a&INFO=a",
        "&auth_key=278d425bdf160c739803",
        "&Auth_Signature=x",
        "&AUTH_TIMESTAMP=1353088179",
        "&%69nfo=a&info=a",
        "&info=a%26auth_version%3d1.0",
        "&a%3db=c",
        "&a%26b=c",
        "&a=b%0ac",
        "&a=%zz",
        "&a=%",
        "&%=a",
    })
    void whatCouldBeReadInTwoWaysIsRefused(String more) {
        assertEquals(400, refusal(QUERY + more).status());
    }

    @Test
    void whatIsSignedIsWhatIsActedOn() throws HttpRefusal {
        String query = "INFO=cache&filter_by_prefix=a%20b%2Bc+d%C3%A4&x=a=b&y&auth_signature=s&;z=1";
        SignedQuery read = new SignedQuery(query);

        assertEquals("GET\n/p\n;z=1&filter_by_prefix=a b+c dä&info=cache&x=a=b&y=", read.textToSign("GET", "/p"));
        assertEquals("cache", read.get("info"));
        assertEquals("", read.get("INFO"));
        assertEquals("a b+c dä", read.get("filter_by_prefix"));
        assertEquals("s", read.signature());
    }

    @Test
    void aDigestMayBeWrittenInCapitalsAndNamesInAnyCase() {
        assertDoesNotThrow(() -> check(THEN, "POST", PATH, QUERY.replace("auth_version", "Auth_Version"), BODY));
        assertDoesNotThrow(() -> check(
                THEN,
                "POST",
                PATH,
                signed("auth_key=278d425bdf160c739803&auth_timestamp=1353088179&auth_version=1.0"
                        + "&body_md5=EC365A775A4CD0599FAEB73354201B6F"),
                BODY));
    }

    @Test
    void aCallWithMoreParametersThanAnyoneNeedsIsRefused() {
        assertEquals(400, refusal(QUERY + "&a=1".repeat(50)).status());
        assertEquals(400, refusal(QUERY + "&".repeat(100_000)).status());
    }
}
