package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The worked example of Pusher's documentation of its HTTP API, and what comes close to it. */
class HttpSignatureTest {

    private static final long NOW = 1_353_088_179;
    private static final String PATH = "/apps/3/events";
    private static final String BODY = "{\"name\":\"foo\",\"channels\":[\"project-3\"],\"data\":\"{\\\"some\\\":\\\"data\\\"}\"}";
    private static final String UNSIGNED = "auth_key=278d425bdf160c739803&auth_timestamp=1353088179&auth_version=1.0"
            + "&body_md5=ec365a775a4cd0599faeb73354201b6f";
    private static final String SIGNATURE = "da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c";
    private static final String QUERY = UNSIGNED + "&auth_signature=" + SIGNATURE;

    private final App app = SignaturesTest.app(SignaturesTest.KEY, SignaturesTest.SECRET);

    private void check(String method, String path, String query, String body, long now) throws HttpRefusal {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(now));
        HttpCall call = new HttpCall(method, path, query, body.getBytes(StandardCharsets.UTF_8));
        new HttpSignature(clock).check(app, call, new SignedQuery(query));
    }

    private void check(String query) throws HttpRefusal {
        check("POST", PATH, query, BODY, NOW);
    }

    /** A query whose signature is right, whatever else is not. */
    private String signed(String method, String unsigned) {
        return unsigned + "&auth_signature=" + app.secret().sign(method + "\n" + PATH + "\n" + unsigned);
    }

    private static void assertRefused(Call call) {
        HttpRefusal refusal = assertThrows(HttpRefusal.class, call::run);
        assertEquals(401, refusal.answer().status());
        assertFalse(refusal.answer().body().matches("(?s).*[0-9a-f]{32}.*"), "what would have been right is not told");
    }

    private interface Call {
        void run() throws HttpRefusal;
    }

    @Test
    void theExampleOfTheDocumentationIsBelieved() throws HttpRefusal {
        assertEquals("POST\n/apps/3/events\n" + UNSIGNED, new SignedQuery(QUERY).textToSign("POST", PATH));
        check(QUERY);
    }

    @Test
    void neitherTheOrderOfTheParametersNorTheCaseOfTheirNamesMatters() throws HttpRefusal {
        check("auth_signature=" + SIGNATURE + "&body_md5=ec365a775a4cd0599faeb73354201b6f&auth_version=1.0"
                + "&Auth_Timestamp=1353088179&AUTH_KEY=278d425bdf160c739803");
    }

    @Test
    void aRequestWithoutABodyNeedsNoDigestOfIt() throws HttpRefusal {
        String query = "auth_key=278d425bdf160c739803&auth_timestamp=1353088179&auth_version=1.0";
        check("GET", PATH, signed("GET", query), "", NOW);
    }

    @Test
    void anotherMethodPathOrBodyIsNotWhatWasSigned() {
        assertRefused(() -> check("PUT", PATH, QUERY, BODY, NOW));
        assertRefused(() -> check("POST", "/apps/3/batch_events", QUERY, BODY, NOW));
        assertRefused(() -> check("POST", PATH + "/", QUERY, BODY, NOW));
        assertRefused(() -> check("POST", PATH, QUERY, BODY + " ", NOW));
        assertRefused(() -> check("POST", PATH, QUERY + "&info=user_count", BODY, NOW));
    }

    @ParameterizedTest
    @CsvSource({"-601, false", "-600, true", "600, true", "601, false"})
    void aRequestIsGoodForTenMinutesEitherWay(long seconds, boolean good) throws HttpRefusal {
        if (good) {
            check("POST", PATH, QUERY, BODY, NOW + seconds);
        } else {
            assertRefused(() -> check("POST", PATH, QUERY, BODY, NOW + seconds));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "auth_key=other-key&auth_timestamp=1353088179&auth_version=1.0&body_md5=ec365a775a4cd0599faeb73354201b6f",
        "auth_timestamp=1353088179&auth_version=1.0&body_md5=ec365a775a4cd0599faeb73354201b6f",
        "auth_key=278d425bdf160c739803&auth_timestamp=1353088179&auth_version=2.0&body_md5=ec365a775a4cd0599faeb73354201b6f",
        "auth_key=278d425bdf160c739803&auth_timestamp=1353088179&body_md5=ec365a775a4cd0599faeb73354201b6f",
        "auth_key=278d425bdf160c739803&auth_version=1.0&body_md5=ec365a775a4cd0599faeb73354201b6f",
        "auth_key=278d425bdf160c739803&auth_timestamp=1353088179000&auth_version=1.0&body_md5=ec365a775a4cd0599faeb73354201b6f",
        "auth_key=278d425bdf160c739803&auth_timestamp=now&auth_version=1.0&body_md5=ec365a775a4cd0599faeb73354201b6f",
        "auth_key=278d425bdf160c739803&auth_timestamp=1353088179&auth_version=1.0",
        "auth_key=278d425bdf160c739803&auth_timestamp=1353088179&auth_version=1.0&body_md5=",
        "auth_key=278d425bdf160c739803&auth_timestamp=1353088179&auth_version=1.0&body_md5=ec365a775a4cd0599faeb73354201b6e"
    })
    void whatIsWrongIsRefusedHoweverWellItIsSigned(String unsigned) {
        assertRefused(() -> check(signed("POST", unsigned)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "&auth_signature=", "&auth_signature=da45",
        "&auth_signature=DA454824C97BA181A32CCC17A72625BA02771F50B50E1E7430E47A1F3F457E6C",
        "&auth_signature=ea454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c",
        "&auth_signature[]=da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c"
    })
    void aSignatureThatIsMissingOrWrongIsRefused(String signature) {
        assertRefused(() -> check(UNSIGNED + signature));
    }

    @ParameterizedTest
    @ValueSource(strings = {"&auth_key=other", "&AUTH_KEY=other", "&auth%5fkey=other", "&auth_signature=" + SIGNATURE})
    void aParameterThatIsThereTwiceIsRefusedAsItCouldMeanEither(String again) {
        HttpRefusal refusal = assertThrows(HttpRefusal.class, () -> check(QUERY + again));

        assertEquals(400, refusal.answer().status());
    }
}
