package io.atomicflow.server.pusher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The worked examples of Pusher's documentation, and what comes close to them. */
class SignaturesTest {

    static final String KEY = "278d425bdf160c739803";
    static final String SECRET = "7ad3773142a6692b25b8";

    private static final String SOCKET = "1234.1234";
    private static final String PRIVATE = "58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4";
    private static final String MEMBER = "{\"user_id\":10,\"user_info\":{\"name\":\"Mr. Channels\"}}";
    private static final String PRESENCE = "31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80";
    private static final String USER = "{\"id\":\"12345\"}";
    private static final String SIGN_IN = "4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba";

    private final App app = app(KEY, SECRET);

    static App app(String key, String secret) {
        return new App("3", key, Secret.of(secret), List.of(), Set.of(), Map.of());
    }

    private static String auth(String signature) {
        return KEY + ":" + signature;
    }

    private boolean mayHearPrivate(String auth) {
        return Signatures.isOfSubscription(app, auth, SOCKET, "private-foobar", null);
    }

    @Test
    void theExamplesOfTheDocumentationAreSignedAsThere() {
        assertEquals(auth(PRIVATE), Signatures.ofSubscription(app, SOCKET, "private-foobar", null));
        assertEquals(auth(PRESENCE), Signatures.ofSubscription(app, SOCKET, "presence-foobar", MEMBER));
        assertEquals(auth(SIGN_IN), KEY + ":" + app.secret().sign(SOCKET + "::user::" + USER));
    }

    @Test
    void theExamplesOfTheDocumentationAreBelieved() {
        assertTrue(mayHearPrivate(auth(PRIVATE)));
        assertTrue(Signatures.isOfSubscription(app, auth(PRESENCE), SOCKET, "presence-foobar", MEMBER));
        assertTrue(Signatures.isOfSignIn(app, auth(SIGN_IN), SOCKET, USER));
    }

    @ParameterizedTest
    @CsvSource({"1234.1235, private-foobar", "1234.1234, private-foobaz", "1234.1234, private-FOOBAR",
        "1234.1234, presence-foobar", "1234.1234:private-foobar, ''"})
    void aSignatureIsForOneSocketAndOneChannel(String socket, String channel) {
        assertFalse(Signatures.isOfSubscription(app, auth(PRIVATE), socket, channel, null));
    }

    @Test
    void aSignatureIsForOneApp() {
        assertFalse(Signatures.isOfSubscription(
                app("other-key", SECRET), auth(PRIVATE), SOCKET, "private-foobar", null));
        assertFalse(Signatures.isOfSubscription(
                app(KEY, "other-secret"), auth(PRIVATE), SOCKET, "private-foobar", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "other-key:" + PRIVATE, ":" + PRIVATE, PRIVATE, KEY + PRIVATE, KEY + "::" + PRIVATE, KEY + ": " + PRIVATE,
        " " + KEY + ":" + PRIVATE, KEY + ":" + PRIVATE + " ", KEY + ":" + PRIVATE + "\n", KEY + ":" + PRIVATE + ":", KEY
                + ":",
        KEY, ":", "", KEY + ":58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a",
        KEY + ":58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a5"
    })
    void whatIsNotKeyColonSignatureIsNotBelieved(String auth) {
        assertFalse(mayHearPrivate(auth));
    }

    @Test
    void hexadecimalDigitsAreInLowerCase() {
        assertFalse(mayHearPrivate(auth(PRIVATE.toUpperCase(Locale.ROOT))));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"user_id\":11,\"user_info\":{\"name\":\"Mr. Channels\"}}",
        "{\"user_id\":\"10\",\"user_info\":{\"name\":\"Mr. Channels\"}}",
        "{\"user_id\": 10,\"user_info\":{\"name\":\"Mr. Channels\"}}",
        "{\"user_info\":{\"name\":\"Mr. Channels\"},\"user_id\":10}",
        ""
    })
    void aPresenceSignatureIsForTheMemberAsItWasSentToTheByte(String channelData) {
        assertFalse(Signatures.isOfSubscription(app, auth(PRESENCE), SOCKET, "presence-foobar", channelData));
    }

    @Test
    void aPresenceSignatureIsNoPrivateOneAndTheOtherWayRound() {
        assertFalse(Signatures.isOfSubscription(app, auth(PRESENCE), SOCKET, "presence-foobar", null));
        assertFalse(mayHearPrivate(auth(PRESENCE)));
        assertFalse(Signatures.isOfSubscription(app, auth(PRESENCE), SOCKET, "private-foobar", MEMBER));
        assertFalse(Signatures.isOfSubscription(app, auth(PRIVATE), SOCKET, "private-foobar", MEMBER));
    }

    @Test
    void aSubscriptionIsNoSignInAndTheOtherWayRound() {
        assertFalse(Signatures.isOfSignIn(app, auth(PRIVATE), SOCKET, USER));
        assertFalse(Signatures.isOfSignIn(app, auth(SIGN_IN), SOCKET, "{\"id\":\"12346\"}"));
        assertFalse(Signatures.isOfSignIn(app, auth(SIGN_IN), "1234.1235", USER));
        assertFalse(Signatures.isOfSubscription(app, auth(SIGN_IN), SOCKET, "user", USER));
    }
}
