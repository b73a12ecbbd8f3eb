package io.atomicflow.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginRuleTest {

    private final OriginRule onLoopback = new OriginRule(List.of("https://friend.example"), true);
    private final OriginRule onNetwork = new OriginRule(List.of(), false);

    @ParameterizedTest
    @CsvSource({
        "localhost:9501, http://localhost:9501",
        "LOCALHOST:9501, http://localhost:9501",
        "127.0.0.1:9501, http://127.0.0.1:9501",
        "[::1]:9501, http://[::1]:9501",
        "localhost, http://localhost",
        "localhost:9501, https://friend.example",
        "friend.example, https://friend.example",
    })
    void ourOwnPageAndThoseOfFriendsMay(String host, String origin) {
        assertTrue(onLoopback.allows(host, origin));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:9501, http://localhost:9502",
        "localhost:9501, http://localhost",
        "localhost:9501, http://friend.example",
        "localhost:9501, https://friend.example.evil.example",
        "localhost:9501, https://not-friend.example",
        "localhost:9501, http://localhost:9501@evil.example",
        "localhost:9501, null",
        "localhost:9501, ''",
        "evil.example:9501, http://evil.example:9501",
        "127.0.0.1.evil.example, http://127.0.0.1.evil.example",
        "localhost.evil.example, http://localhost.evil.example",
    })
    void pagesOfOthersMayNotWhateverTheirNameResolvesTo(String host, String origin) {
        assertFalse(onLoopback.allows(host, origin));
    }

    @Test
    void whoIsNoBrowserMay() {
        assertTrue(onLoopback.allows("localhost:9501", null));
        assertFalse(onLoopback.allows(null, null));
        assertTrue(onNetwork.allows(null, null));
    }

    @Test
    void underTlsOurOwnPageIsOneThatCameUnderTlsToo() {
        assertTrue(onNetwork.allows("flow.example", "https://flow.example", true));
        assertFalse(onNetwork.allows("flow.example", "http://flow.example", true));
        assertFalse(onNetwork.allows("flow.example:80", "http://flow.example", true));
        assertTrue(new OriginRule(List.of("http://friend.example"), false)
                .allows("flow.example", "http://friend.example", true));
    }

    @Test
    void onANetworkAnyNameIsOurs() {
        assertTrue(onNetwork.allows("flow.example", "http://flow.example"));
        assertFalse(onNetwork.allows("flow.example", "http://other.example"));
    }
}
