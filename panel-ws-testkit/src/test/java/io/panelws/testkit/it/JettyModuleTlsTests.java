package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * The module's port with TLS and for handshakes alone, in one Jetty for all tests. The panel judges handshakes with a probe,
 * which comes in by that port and is no handshake itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JettyModuleTlsTests {

    private static final String TOKEN = "hush-51f0";
    private static final String CONFIG = "/api/v1/server/UniProxy/config?node_type=vless&node_id=1&token=" + TOKEN;

    private final String version;
    private final Jdk jdk;
    private final boolean pem;
    private SSLContext before;
    private SSLContext client;
    private TestCertificate first;
    private TestCertificate second;
    private JettyBase base;
    private ServerProcess jetty;
    private int httpPort;
    private int port;

    JettyModuleTlsTests(String version, Jdk jdk, boolean pem) {
        this.version = version;
        this.jdk = jdk;
        this.pem = pem;
    }

    @RegisterExtension
    final TestWatcher logOfFailures = new LogOfFailures(() -> jetty);

    @BeforeAll
    void start() throws Exception {
        base = ModuleBase.make(version, "module-tls-" + version, jdk);
        first = TestCertificate.make(base.directory().resolve("made"), "first");
        second = TestCertificate.make(base.directory().resolve("made"), "second");
        before = SSLContext.getDefault();
        client = TestCertificate.trusting(first, second);
        SSLContext.setDefault(client);
        first.install(base.directory(), pem);
        List<String> command = new ArrayList<>(
                List.of("--add-modules=http,ee10-deploy,panel-ws,panel-ws-tls", "panel-ws.websocketOnly=true"));
        command.addAll(certificate());
        base.add(command.toArray(String[]::new));
        String webXml = WebXml.withAuthSecond(TOKEN)
                .replace(
                        "<filter-class>io.panelws.jetty.PanelWsFilter</filter-class>",
                        """
                        <filter-class>io.panelws.jetty.PanelWsFilter</filter-class>
                        <init-param>
                          <param-name>handshakeAuth</param-name>
                          <param-value>probe:/api/v1/server/UniProxy/config</param-value>
                        </init-param>
                        """);
        PanelWar.write(base.webapps().resolve("ROOT.war"), webXml);
        // The JDK itself would refuse TLS 1.1: here it is the module that does.
        Path security = base.directory().resolve("java.security");
        Files.writeString(security, "jdk.tls.disabledAlgorithms=\n");
        jetty = ModuleBase.start(base, List.of("-Djava.security.properties=" + security), List.of());
        try {
            httpPort = ModuleBase.httpPort(jetty);
            port = ModuleBase.nodePort(jetty);
            jetty.await("(Started \\S*Server@)");
        } catch (RuntimeException | Error e) {
            jetty.print();
            jetty.close();
            throw e;
        }
    }

    private List<String> certificate() {
        return pem
                ? List.of("panel-ws.tls.certificate=fullchain.pem", "panel-ws.tls.key=privkey.pem")
                : List.of(
                        "panel-ws.tls.keyStorePath=keystore.p12",
                        "panel-ws.tls.keyStorePassword=" + TestCertificate.PASSWORD);
    }

    @AfterAll
    void stop() throws Exception {
        SSLContext.setDefault(before);
        try (ServerProcess ending = jetty) {
            ending.signal("TERM");
            ending.awaitExit();
            assertThat(ending.log()).doesNotContain(TOKEN).doesNotContain(TestCertificate.PASSWORD);
        }
    }

    @Test
    void servesNodes() throws Exception {
        try (UniProxyNode node = node(TOKEN)) {
            assertAnswered(node.pollConfig(), 200);
            assertAnswered(node.pollConfig(), 304);
            assertAnswered(node.pollUsers(), 200);
        }
    }

    @Test
    void refusesAStrangerWithWhatTheProbeWasAnswered() throws Exception {
        try (UniProxyNode node = node("wrong")) {
            Attempt first = node.pollConfig().attempts().get(0);
            assertThat(first.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(first.status()).isEqualTo(403);
        }
    }

    @Test
    void takesHandshakesAlone() throws Exception {
        String request = "GET " + CONFIG + " HTTP/1.1\r\nHost: panel.example\r\nConnection: close\r\n\r\n";
        try (SSLSocket socket = connect()) {
            assertThat(ask(socket, request))
                    .startsWith("HTTP/1.1 426")
                    .containsIgnoringCase("\r\nUpgrade: websocket\r\n")
                    .endsWith("This port takes WebSocket handshakes alone (panel-ws.websocketOnly).\n");
        }
        try (Socket socket = new Socket("127.0.0.1", httpPort)) {
            assertThat(ask(socket, request)).startsWith("HTTP/1.1 200").contains("server_port");
        }
    }

    @Test
    void keepsTheNodeThatIsConnectedWhenTheCertificateChanges() throws Exception {
        try (UniProxyNode node = node(TOKEN)) {
            assertAnswered(node.pollUsers(), 200);
            TestCertificate other = presented().equals(first.certificate()) ? second : first;
            other.install(base.directory(), pem);
            await().until(() -> presented().equals(other.certificate()));
            assertAnswered(node.pollUsers(), 304);
            try (UniProxyNode newcomer = node(TOKEN)) {
                assertAnswered(newcomer.pollUsers(), 200);
            }
        }
    }

    @Test
    void refusesTls11() throws Exception {
        HexFormat hex = HexFormat.of();
        // RFC 4346, 7.4.1.2: version 3.2, ECDHE and RSA with AES and SHA, secp256r1.
        byte[] hello = hex.parseHex("0302" + "5a".repeat(32) + "00" + "000c" + "c013c014c009c00a002f0035" + "0100"
                + "000e" + "000a000400020017" + "000b00020100");
        byte[] head = hex.parseHex("160301" + hex.toHexDigits((short) (hello.length + 4)) + "0100"
                + hex.toHexDigits((short) hello.length));
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(hello);
            byte[] alert = socket.getInputStream().readNBytes(7);
            // An alert, fatal: protocol_version (RFC 5246, 7.2).
            assertThat(alert[0]).isEqualTo((byte) 21);
            assertThat(alert).endsWith(2, 70);
        }
    }

    @Test
    void saysWhichFileIsMissing() throws Exception {
        List<String> missing =
                pem ? List.of("panel-ws.tls.key=gone.pem") : List.of("panel-ws.tls.keyStorePath=gone.p12");
        try (ServerProcess failing = base.start("failing.log", List.of(), missing)) {
            assertThat(failing.awaitExit()).isNotZero();
            assertThat(failing.log())
                    .contains("panel-ws-tls: There is no file "
                            + base.directory().resolve(pem ? "gone.pem" : "gone.p12"));
        }
    }

    private Certificate presented() throws IOException {
        try (SSLSocket socket = connect()) {
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private SSLSocket connect() throws IOException {
        SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", port);
        socket.startHandshake();
        return socket;
    }

    private static String ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static void assertAnswered(Exchange exchange, int status) {
        assertThat(exchange.attempts())
                .singleElement()
                .isEqualTo(new Attempt(
                        Transport.WEBSOCKET,
                        1,
                        exchange.request().method(),
                        exchange.request().path(),
                        Outcome.ANSWERED,
                        status,
                        ""));
    }

    private UniProxyNode node(String token) {
        URI url = URI.create("wss://127.0.0.1:" + port);
        URI http = URI.create("http://127.0.0.1:" + httpPort);
        return new UniProxyNode(
                new NodeClient(NodeOptions.overWebSocket(url, "vless", 1, token).withApiUrl(http)));
    }
}
