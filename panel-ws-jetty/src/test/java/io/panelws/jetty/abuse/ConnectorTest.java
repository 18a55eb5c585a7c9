package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsResponse;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.WsClient;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/** A message belongs to the connector and the connection that its node came in on. */
class ConnectorTest extends SmallPanel {

    private final AtomicReference<Connector> connector = new AtomicReference<>();

    private void start() {
        panel.servlet("/seen/*", Servlets.of((request, response) -> {
                    connector.set(ServletContextRequest.getServletContextRequest(request)
                            .getConnectionMetaData()
                            .getConnector());
                    response.setHeader("X-Customizer", String.valueOf(request.getAttribute("customizer")));
                    response.setHeader("X-Local", request.getLocalAddr() + ":" + request.getLocalPort());
                    response.setHeader("X-Request", request.getRequestId());
                    response.setHeader("X-Connection", connectionId(request));
                }))
                .start();
    }

    private static String connectionId(HttpServletRequest request) {
        return request.getServletConnection().getConnectionId();
    }

    private static void customize(ServerConnector connector, String name) {
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .addCustomizer((request, headers) -> {
                    request.setAttribute("customizer", name);
                    return request;
                });
    }

    private ServerConnector another(String host, int port) throws Exception {
        ServerConnector another =
                new ServerConnector(panel.server(), 1, 1, new HttpConnectionFactory(new HttpConfiguration()));
        another.setHost(host);
        another.setPort(port);
        panel.server().addConnector(another);
        another.start();
        return another;
    }

    private static String seen(WsClient node, String header) {
        WsResponse response = node.get("/seen");
        assertThat(response.status()).isEqualTo(200);
        return response.headers().get(header).get(0);
    }

    private static WsClient connect(ServerConnector connector) {
        return WsClient.connect("ws://" + connector.getHost() + ":" + connector.getLocalPort() + "/?" + NODE);
    }

    @Test
    void namesTheConnectorOfItsHandshake() throws Exception {
        start();
        ServerConnector other = another("127.0.0.1", 0);
        seen(panel.connect(), "X-Local");
        assertThat(connector.get()).isSameAs(panel.connector());
        seen(connect(other), "X-Local");
        assertThat(connector.get()).isSameAs(other);
    }

    @Test
    void isCustomizedAsItsPortIs() throws Exception {
        start();
        ServerConnector other = another("127.0.0.1", 0);
        customize(panel.connector(), "first");
        customize(other, "second");
        assertThat(seen(panel.connect(), "X-Customizer")).isEqualTo("first");
        assertThat(seen(connect(other), "X-Customizer")).isEqualTo("second");
        assertThat(seen(connect(other), "X-Local")).isEqualTo("127.0.0.1:" + other.getLocalPort());
    }

    /** On Linux all of 127.0.0.0/8 is this machine. */
    @Test
    void isCustomizedAsItsAddressIsWhereTwoShareAPort() throws Exception {
        start();
        ServerConnector other = another("127.0.0.2", panel.port());
        customize(panel.connector(), "first");
        customize(other, "second");
        assertThat(seen(panel.connect(), "X-Customizer")).isEqualTo("first");
        assertThat(seen(connect(other), "X-Customizer")).isEqualTo("second");
        assertThat(seen(connect(other), "X-Local")).startsWith("127.0.0.2:");
        assertThat(seen(panel.connect(), "X-Customizer")).isEqualTo("first");
    }

    @Test
    void isJudgedByTheUriComplianceOfItsConnector() throws Exception {
        start();
        ServerConnector lenient = another("127.0.0.1", 0);
        lenient.getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setUriCompliance(UriCompliance.LEGACY);
        assertThat(http(panel.port(), "GET", "/seen//x", "")).startsWith("HTTP/1.1 400 ");
        assertThat(http(lenient.getLocalPort(), "GET", "/seen//x", "")).startsWith("HTTP/1.1 200 ");
        assertThat(panel.connect().get("/seen//x").status()).isEqualTo(400);
        assertThat(connect(lenient).get("/seen//x").status()).isEqualTo(200);
    }

    @Test
    void reachesAContextThatIsBoundToItsConnector() throws Exception {
        panel.connector().setName("public");
        panel.configure(context -> context.setVirtualHosts(List.of("@public")));
        start();
        assertThat(http("GET", "/small", "")).startsWith("HTTP/1.1 200 ");
        assertThat(panel.connect().get("/seen").status()).isEqualTo(200);
    }

    @Test
    void hasAnIdOfItsOwnAndThatOfItsConnection() {
        start();
        WsClient one = panel.connect();
        WsClient other = panel.connect("/?node_id=2");
        Set<String> requests = new HashSet<>();
        Set<String> connections = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            requests.add(seen(one, "X-Request"));
            requests.add(seen(other, "X-Request"));
            connections.add(seen(one, "X-Connection"));
            connections.add(seen(other, "X-Connection"));
        }
        assertThat(requests).as("ids of 20 requests").hasSize(20);
        assertThat(connections).as("ids of 2 connections").hasSize(2);
    }
}
