package io.panelws.jetty.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy, or a node that passes for one, may write anything in place of an address; none of it is looked up. */
class AddressesTest {

    private static InetSocketAddress remote(String host) {
        return (InetSocketAddress) new Handshake.Address(host, 7).asSocketAddress();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.0.2.1", "0.0.0.0", "255.255.255.255", "::1", "[::1]", "2001:db8::1", "::ffff:192.0.2.1"})
    void anAddressIsOne(String host) {
        assertThat(remote(host).isUnresolved()).isFalse();
        assertThat(remote(host).getPort()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999.9.9.9",
                "1.2.3",
                "1",
                "256.1.1.1",
                "1.2.3.4.5",
                "localhost",
                "unknown",
                "_hidden",
                "",
                "1.2.3.4 "
            })
    void everythingElseIsShownAsItIs(String host) {
        assertThat(remote(host).isUnresolved()).isTrue();
        assertThat(remote(host).getHostString()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1%nothing", ":::", "1:2", "fe80::1%%%"})
    void whatOnlyLooksLikeAnAddressIsShownAsItIs(String host) {
        assertThat(remote(host).isUnresolved()).isTrue();
    }
}
