package io.panelws.jetty.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.endpoint.Handshake;
import io.panelws.jetty.rules.HandshakeQuery;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.HostPort;
import org.junit.jupiter.api.Test;

/** What a connector is set to holds for HTTP and for the WebSockets that have come in there. */
class OriginTest {

    private final Connector connector = new LocalConnector(new Server());

    private ConnectionMetaData cameInWith(HttpConfiguration configuration) {
        Handshake.Address here = new Handshake.Address("127.0.0.1", 1);
        Handshake.Seen seen = new Handshake.Seen(
                "http",
                false,
                new HostPort("panel", 80),
                here,
                here,
                "",
                HandshakeQuery.of(""),
                HttpFields.EMPTY,
                Optional.empty());
        return new Handshake(seen, new Handshake.Origin(connector, configuration), Optional.empty(), null);
    }

    @Test
    void keepsCustomizersButThoseThatBelieveWhatAMessageSaysOfAProxy() {
        HttpConfiguration configuration = new HttpConfiguration();
        SecureRequestCustomizer secure = new SecureRequestCustomizer();
        configuration.addCustomizer(new ForwardedRequestCustomizer());
        configuration.addCustomizer(secure);
        Handshake.Origin origin = Handshake.Origin.of(cameInWith(configuration));
        assertThat(origin.connector()).isSameAs(connector);
        assertThat(origin.configuration().getCustomizers()).containsExactly(secure);
        assertThat(configuration.getCustomizers()).hasSize(2);
    }

    @Test
    void isOneForEachConfigurationAndNotOneForEachConnection() {
        Origins origins = new Origins();
        ConnectionMetaData first = cameInWith(new HttpConfiguration());
        ConnectionMetaData second = cameInWith(new HttpConfiguration());
        assertThat(origins.of(first)).isSameAs(origins.of(first)).isNotSameAs(origins.of(second));
    }
}
