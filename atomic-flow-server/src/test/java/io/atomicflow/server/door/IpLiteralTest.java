package io.atomicflow.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::, 0:0:0:0:0:0:0:0",
        "::1, 0:0:0:0:0:0:0:1",
        "1::, 1:0:0:0:0:0:0:0",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "2001:DB8::Ff, 2001:db8:0:0:0:0:0:ff",
        "64:ff9b::1.2.3.4, 64:ff9b:0:0:0:0:102:304",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "::ffff:1.2.3.4, 1.2.3.4",
        "::FFFF:102:304, 1.2.3.4",
        "0:0:0:0:0:ffff:1.2.3.4, 1.2.3.4",
    })
    void whatIsWrittenInNumbersIsRead(String text, String address) {
        assertEquals(address, IpLiteral.parse(text).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "localhost", "example.org", "a.b.c.d", "unknown", "_hidden", "1", "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1", "1.2.3.-4", "1.2.3.4 ", "01.2.3.4", "0x7f.0.0.1", "2130706433", "1.2.3.4.", "١.2.3.4", ":", ":::",
        "1::2::3",
        "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "12345::", "g::", "::1%eth0",
        ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "1.2.3.4::", "::1.2.3.4:5", "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "[::1]",
        "0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0"})
    void whatIsWrittenOtherwiseIsNoAddress(String text) {
        assertEquals(Optional.empty(), IpLiteral.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4",
        "1.2.3.4:80, 1.2.3.4",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1]:65535, 2001:db8:0:0:0:0:0:1",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "[::ffff:1.2.3.4]:80, 1.2.3.4",
    })
    void aPortAndBracketsMayBeThere(String text, String address) {
        assertEquals(address, IpLiteral.parseWithPort(text).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3.4:http", "1.2.3.4:123456", "1.2.3.4:80:80", "[1.2.3.4]", "[]", "[", "]", "[::1",
        "::1]",
        "[::1]80", "[::1]:x", "[[::1]]", ":80", "localhost:80", "\"1.2.3.4\"", "for=1.2.3.4"})
    void whatElseStandsThereSpoilsIt(String text) {
        assertEquals(Optional.empty(), IpLiteral.parseWithPort(text));
    }

    @Test
    void whatWasReadIsTheAddressThatAPeerHas() throws Exception {
        for (String text : new String[]{"9.8.7.6", "fe80::1:2", "::ffff:1.2.3.4"}) {
            assertEquals(
                    IpAddress.ofBytes(InetAddress.getByName(text).getAddress()), IpLiteral.parse(text).orElseThrow());
        }
        assertTrue(IpLiteral.parse("::ffff:1.2.3.4").orElseThrow().isIpv4());
    }
}
