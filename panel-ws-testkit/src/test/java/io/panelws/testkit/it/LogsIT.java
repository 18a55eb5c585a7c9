package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an operator reads in a stock Jetty: three WARs, one of which brings SLF4J with Logback, one SLF4J alone, which drops
 * what it is told, and one none. docs/logs.md shows these lines.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogsIT {

    private static final String TOKEN = "hush-8c31";
    private static final int FLOOD = 300;

    /** See {@code io.panelws.jetty.log.Log}; the minute may end in the middle. */
    private static final int MOST_LINES = 200;

    private static final String LOGBACK_XML =
            """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder>
                  <pattern>logback %-5level %logger - %msg%n</pattern>
                </encoder>
              </appender>
              <root level="INFO">
                <appender-ref ref="out"/>
              </root>
            </configuration>
            """;

    private ServerProcess jetty;
    private String port;

    @RegisterExtension
    final TestWatcher logOfFailures = new LogOfFailures(() -> jetty);

    @BeforeAll
    void start() throws Exception {
        JettyBase base = new JettyBase("12.1.8", "ee10");
        String webXml = WebXml.withAuthSecond(TOKEN);
        PanelWar.write(base.webapps().resolve("ROOT.war"), webXml);
        PanelWar.write(base.webapps().resolve("flood.war"), webXml);
        PanelWar.write(base.webapps().resolve("alone.war"), webXml, jars("org.slf4j.LoggerFactory"));
        Map<String, byte[]> logback =
                jars("org.slf4j.LoggerFactory", "ch.qos.logback.classic.Logger", "ch.qos.logback.core.Appender");
        logback.put("WEB-INF/classes/logback.xml", LOGBACK_XML.getBytes(StandardCharsets.UTF_8));
        PanelWar.write(base.webapps().resolve("logback.war"), webXml, logback);
        jetty = base.start();
        try {
            port = jetty.await("Started \\S*ServerConnector@.*\\{127\\.0\\.0\\.1:(\\d+)}");
            jetty.await("(Started \\S*Server@)");
        } catch (RuntimeException | Error e) {
            jetty.print();
            jetty.close();
            throw e;
        }
    }

    /** Those that this test has them from, which are those of the build. */
    private static Map<String, byte[]> jars(String... classes) throws Exception {
        Map<String, byte[]> jars = new LinkedHashMap<>();
        for (String name : classes) {
            Path jar = jarOf(Class.forName(name));
            jars.put("WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
        }
        return jars;
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @AfterAll
    void stop() throws Exception {
        try (ServerProcess ending = jetty) {
            ending.signal("TERM");
            ending.awaitExit();
            assertThat(ending.log())
                    .contains("Stopped ")
                    .doesNotContain("WARN")
                    .doesNotContain("Exception")
                    .doesNotContain(TOKEN);
        }
    }

    /** What stands before the text of each line in which this is found. */
    private List<String> starts(String regex) {
        return Pattern.compile("(?m)^(.*)" + regex + ".*$")
                .matcher(jetty.log())
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    private void awaitLine(String start, String regex) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(starts(regex)).singleElement().asString().matches(start));
    }

    @ParameterizedTest(name = "context /{0}")
    @CsvSource({
        "'',1,'[^:]+: '",
        "alone,2,'[^:]+: '",
        "logback,3,'logback INFO  io.panelws.jetty.[a-z]+.[A-Za-z]+ - '",
    })
    void goWhereThePanelsOwnGo(String context, int id, String start) throws Exception {
        awaitLine(
                start,
                "panel-ws \\S+ is ready: nodes may connect on /\\* in the context /" + context + ", port " + port
                        + "; Jetty 12\\.1\\.8; options: defaults");
        URI url = URI.create("ws://127.0.0.1:" + port + "/" + context);
        String node = "ode vless-" + id + " \\(127\\.0\\.0\\.1\\) ";
        try (UniProxyNode connected =
                new UniProxyNode(new NodeClient(NodeOptions.overWebSocket(url, "vless", id, TOKEN)))) {
            assertThat(connected.pollConfig().transport()).isEqualTo(Transport.WEBSOCKET);
            awaitLine(start + "N", node + "has connected");
            connected.pollUsers();
        }
        awaitLine(start + "N", node + "has disconnected after \\d+m?s and 2 messages: closed by the node with 1000");
        assertThat(handshake(context.isEmpty() ? "/" : "/" + context + "/", id)).startsWith("HTTP/1.1 403 ");
        awaitLine(start + "The handshake of n", node + "was refused with 403: its Origin is not in allowedOrigins");
    }

    /** With an Origin, as a browser. */
    private String handshake(String context, int id) throws IOException {
        String head = "GET " + context + "?node_id=" + id + "&node_type=vless&token=" + TOKEN + " HTTP/1.1\r\n"
                + "Host: 127.0.0.1:" + port + "\r\nOrigin: https://evil.example\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(port))) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(13), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void areNotFilledByStrangers() throws Exception {
        for (int i = 0; i < FLOOD; i++) {
            handshake("/flood/", 4);
        }
        Matcher note =
                Pattern.compile("further lines like this one are at DEBUG").matcher(jetty.log());
        assertThat(note.find()).isTrue();
        assertThat(starts("ode vless-4 .* was refused")).hasSizeBetween(1, MOST_LINES);
        assertThat(jetty.log()).doesNotContain(TOKEN);
    }
}
