package io.atomicflow.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    private final ClientAddress clients = ClientAddress
            .behind(List.of("10.0.0.0/8", "192.168.1.1", "2001:db8:aaaa::/48", "::1"));

    private static InetSocketAddress peer(String address) throws Exception {
        return new InetSocketAddress(InetAddress.getByName(address), 4711);
    }

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        // peer | X-Forwarded-For, its values parted by ; | client
        "203.0.113.9 | -                                      | 203.0.113.9",
        "203.0.113.9 | 198.51.100.1                           | 203.0.113.9",
        "203.0.113.9 | 10.0.0.1                               | 203.0.113.9",
        "11.0.0.1    | 198.51.100.1                           | 11.0.0.1",
        "192.168.1.2 | 198.51.100.1                           | 192.168.1.2",
        "10.0.0.1    | -                                      | 10.0.0.1",
        "10.0.0.1    | ''                                     | 10.0.0.1",
        "10.0.0.1    | 198.51.100.1                           | 198.51.100.1",
        "192.168.1.1 | 198.51.100.1                           | 198.51.100.1",
        "10.0.0.1    | '  198.51.100.1  '                     | 198.51.100.1",
        "10.0.0.1    | 1.1.1.1, 198.51.100.1                  | 198.51.100.1",
        "10.0.0.1    | 1.1.1.1, 10.0.0.5, 198.51.100.1        | 198.51.100.1",
        "10.0.0.1    | 1.1.1.1, 198.51.100.1, 10.0.0.2        | 198.51.100.1",
        "10.0.0.1    | 1.1.1.1,198.51.100.1,10.0.0.2,10.9.9.9 | 198.51.100.1",
        "10.0.0.1    | 10.0.0.3, 10.0.0.2                     | 10.0.0.3",
        "10.0.0.1    | 1.1.1.1; 198.51.100.1                  | 198.51.100.1",
        "10.0.0.1    | 198.51.100.1; 10.0.0.2                 | 198.51.100.1",
        "10.0.0.1    | 198.51.100.1;                          | 10.0.0.1",
        "10.0.0.1    | 198.51.100.1:5555                      | 198.51.100.1",
        "10.0.0.1    | 198.51.100.1, 10.0.0.2:80              | 198.51.100.1",
        "10.0.0.1    | [2001:db8::7]:5555                     | 2001:db8:0:0:0:0:0:7",
        "10.0.0.1    | [2001:db8::7]                          | 2001:db8:0:0:0:0:0:7",
        "10.0.0.1    | 2001:db8::7                            | 2001:db8:0:0:0:0:0:7",
        "10.0.0.1    | 198.51.100.1, 2001:db8:aaaa:5::9       | 198.51.100.1",
        "::1         | 198.51.100.1                           | 198.51.100.1",
        "2001:db8:aaaa:1::1 | 198.51.100.1                    | 198.51.100.1",
        "2001:db8:aaab::1   | 198.51.100.1                    | 2001:db8:aaab:0:0:0:0:1",
        "::ffff:10.0.0.1    | ::ffff:198.51.100.1             | 198.51.100.1",
        "10.0.0.1    | 198.51.100.1, ::ffff:10.0.0.2          | 198.51.100.1",
        "10.0.0.1    | unknown                                | 10.0.0.1",
        "10.0.0.1    | 198.51.100.1, unknown                  | 10.0.0.1",
        "10.0.0.1    | unknown, 198.51.100.1                  | 198.51.100.1",
        "10.0.0.1    | 198.51.100.1, , 10.0.0.2               | 10.0.0.2",
        "10.0.0.1    | 198.51.100.1, localhost, 10.0.0.2      | 10.0.0.2",
        "10.0.0.1    | 198.51.100.1, 10.0.0.999, 10.0.0.2     | 10.0.0.2",
        "10.0.0.1    | 198.51.100.1 10.0.0.2                  | 10.0.0.1",
        "10.0.0.1    | for=198.51.100.1                       | 10.0.0.1",
    })
    void theClientIsTheFirstFromTheRightThatIsNoProxyOfOurs(String peer, String header, String client)
            throws Exception {
        List<String> values = header == null ? List.of() : List.of(header.split(";", -1));

        assertEquals(client, clients.of(peer(peer), values));
        assertEquals(client, clients.of(peer(peer).getAddress().getHostAddress(), values));
    }

    @Test
    void nobodyIsBelievedUnlessItWasSaidSo() throws Exception {
        ClientAddress alone = ClientAddress.behind(List.of());

        assertEquals("127.0.0.1", alone.of(peer("127.0.0.1"), List.of("198.51.100.1")));
        assertFalse(alone.isSecure(false, peer("127.0.0.1"), List.of("https")));
    }

    @Test
    void aPeerInBracketsIsTheSamePeer() {
        assertEquals("198.51.100.1", clients.of("[::1]", List.of("198.51.100.1")));
        assertTrue(clients.isSecure(false, "[::1]", List.of("https")));
    }

    @Test
    void aPeerWithoutAnAddressIsItself() {
        assertEquals("/run/flow", clients.of(UnixDomainSocketAddress.of("/run/flow"), List.of("198.51.100.1")));
        assertEquals("nobody", clients.of("nobody", List.of("198.51.100.1")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        // TLS to us | peer | X-Forwarded-Proto, its values parted by ; | secure
        "true  | 203.0.113.9 | -            | true",
        "true  | 10.0.0.1    | http         | true",
        "false | 203.0.113.9 | https        | false",
        "false | 10.0.0.1    | -            | false",
        "false | 10.0.0.1    | ''           | false",
        "false | 10.0.0.1    | http         | false",
        "false | 10.0.0.1    | https        | true",
        "false | 10.0.0.1    | ' HTTPS '    | true",
        "false | 10.0.0.1    | wss          | true",
        "false | 10.0.0.1    | httpss       | false",
        "false | 10.0.0.1    | https, http  | false",
        "false | 10.0.0.1    | http, https  | true",
        "false | 10.0.0.1    | https; http  | false",
        "false | 10.0.0.1    | http; https  | true",
    })
    void onlyTheProxyNextToUsSaysWhetherItWasTls(boolean direct, String peer, String header, boolean secure)
            throws Exception {
        List<String> values = header == null ? List.of() : List.of(header.split(";", -1));

        assertEquals(secure, clients.isSecure(direct, peer(peer), values));
        assertEquals(secure, clients.isSecure(direct, peer, values));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.3/8, 10.0.0.1, true",
        "10.0.0.128/25, 10.0.0.128, true",
        "10.0.0.128/25, 10.0.0.127, false",
        "10.0.0.1/32, 10.0.0.1, true",
        "10.0.0.1/32, 10.0.0.0, false",
        "10.0.0.1, 10.0.0.0, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 203.0.113.9, false",
        "::ffff:10.0.0.0/104, 10.3.0.0, true",
        "2001:db8::/63, 2001:db8:0:1::, true",
        "2001:db8::/63, 2001:db8:0:2::, false",
        "2001:db8::/64, 2001:db8::ffff:0:0:0, true",
        "2001:db8::/65, 2001:db8::7fff:0:0:0, true",
        "2001:db8::/65, 2001:db8::8000:0:0:0, false",
        "2001:db8::1/128, 2001:db8::2, false",
    })
    void aBlockIsAllThatShareItsFirstBits(String block, String address, boolean inside) {
        assertEquals(inside, IpBlock.parse(block).orElseThrow().contains(IpLiteral.parse(address).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy.example", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/08",
        "10.0.0.0/8/8", "/8", "10.0.0/8", "::/129", "::ffff:10.0.0.0/95", "10.0.0.1:80", "[::1]", "*", "10.*",
        "10.0.0.1 "})
    void whatIsNoBlockIsNoProxy(String text) {
        assertFalse(ClientAddress.isProxy(text));
        assertThrows(IllegalArgumentException.class, () -> ClientAddress.behind(List.of(text)));
    }
}
