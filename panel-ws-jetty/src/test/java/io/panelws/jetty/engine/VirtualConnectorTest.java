package io.panelws.jetty.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a connector is set to holds for HTTP and for the WebSockets that have come in there. */
class VirtualConnectorTest {

    private final Server server = new Server();

    private ServerConnector connector(HttpConfiguration configuration) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        return connector;
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void isSetAsTheConnectorThatTheConnectionCameInAt() throws Exception {
        HttpConfiguration strict = new HttpConfiguration();
        HttpConfiguration lenient = new HttpConfiguration();
        lenient.setUriCompliance(UriCompliance.UNSAFE);
        ServerConnector first = connector(strict);
        ServerConnector second = connector(lenient);
        VirtualConnector virtual = new VirtualConnector(server);
        server.start();
        assertThat(virtual.configuration(first.getLocalPort()).getUriCompliance())
                .isEqualTo(UriCompliance.DEFAULT);
        assertThat(virtual.configuration(second.getLocalPort()).getUriCompliance())
                .isEqualTo(UriCompliance.UNSAFE);
        assertThat(virtual.configuration(0).getUriCompliance()).isEqualTo(UriCompliance.DEFAULT);
    }

    @Test
    void keepsCustomizersButThoseThatBelieveWhatAMessageSaysOfAProxy() throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        SecureRequestCustomizer secure = new SecureRequestCustomizer();
        configuration.addCustomizer(new ForwardedRequestCustomizer());
        configuration.addCustomizer(secure);
        ServerConnector connector = connector(configuration);
        VirtualConnector virtual = new VirtualConnector(server);
        server.start();
        assertThat(virtual.configuration(connector.getLocalPort()).getCustomizers())
                .containsExactly(secure);
        assertThat(configuration.getCustomizers()).hasSize(2);
    }
}
