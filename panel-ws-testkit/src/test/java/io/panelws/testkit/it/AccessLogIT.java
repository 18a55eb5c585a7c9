package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Jetty's access log with the formats of docs/logs.md, over HTTP and over WebSocket. */
class AccessLogIT {

    private static final String TOKEN = "hush-90bd";
    private static final String API = "/api/v1/server/UniProxy/";

    /** The settings that the page shows: for every Jetty 12, and for Jetty 12.1. */
    private static List<String> settings() throws IOException {
        return Pattern.compile("(?m)^jetty\\.requestlog\\.formatString=.*$")
                .matcher(Files.readString(Path.of("../panel-ws-jetty/docs/logs.md")))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** The lines of the access log of one node that asks twice over WebSocket, and of one that asks over HTTP. */
    private static List<String> lines(String version, List<String> properties) throws Exception {
        JettyBase base = new JettyBase(version, "ee10");
        Files.createDirectories(base.directory().resolve("logs"));
        PanelWar.write(base.webapps().resolve("ROOT.war"), WebXml.withAuthSecond(TOKEN));
        List<String> arguments = new ArrayList<>(List.of("--module=requestlog"));
        arguments.addAll(properties);
        try (ServerProcess jetty = base.start(List.of(), arguments)) {
            try {
                String address = "127.0.0.1:" + jetty.await("Started \\S*ServerConnector@.*\\{127\\.0\\.0\\.1:(\\d+)}");
                jetty.await("(Started \\S*Server@)");
                NodeOptions overWebSocket = NodeOptions.overWebSocket(URI.create("ws://" + address), "vless", 1, TOKEN);
                try (UniProxyNode node = new UniProxyNode(new NodeClient(overWebSocket))) {
                    assertThat(node.pollConfig().transport()).isEqualTo(Transport.WEBSOCKET);
                    assertThat(node.pushTraffic(Map.of(1, new Traffic(10, 20))).status())
                            .isEqualTo(200);
                }
                URI config = URI.create("http://" + address + API + "config?node_id=1&node_type=vless&token=" + TOKEN);
                assertThat(HttpClient.newHttpClient()
                                .send(HttpRequest.newBuilder(config).build(), BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(200);
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> read(base.directory().resolve("logs")).size() >= 4);
            } catch (RuntimeException | Error e) {
                jetty.print();
                throw e;
            }
        }
        return read(base.directory().resolve("logs"));
    }

    private static List<String> read(Path logs) {
        try (Stream<Path> files = Files.list(logs)) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(String request, String status) {
        return "127\\.0\\.0\\.1 - - \\[.*] \"" + request + " HTTP/1\\.1\" " + status + " \\d+ \".*\"";
    }

    private static void assertShowsNoToken(List<String> lines) {
        assertThat(lines).hasSize(4).noneMatch(line -> line.contains(TOKEN)).noneMatch(line -> line.contains("token"));
    }

    @Test
    void showsNoTokenInJetty120() throws Exception {
        List<String> lines = lines("12.0.31", List.of(settings().get(0)));
        assertShowsNoToken(lines);
        assertThat(lines)
                .anyMatch(line -> line.matches(line("GET " + API + "config", "101")))
                .anyMatch(line -> line.matches(line("POST " + API + "push", "200")));
    }

    @Test
    void showsNoTokenAndTellsMessagesFromRequestsInJetty121() throws Exception {
        List<String> lines = lines("12.1.8", List.of(settings().get(1)));
        assertShowsNoToken(lines);
        assertThat(lines)
                .anyMatch(line -> line.matches(line("GET " + API + "config", "101") + " message=-"))
                .anyMatch(line -> line.matches(line("GET " + API + "config", "200") + " message=true"))
                .anyMatch(line -> line.matches(line("POST " + API + "push", "200") + " message=true"))
                .anyMatch(line -> line.matches(line("GET " + API + "config", "200") + " message=-"));
    }

    /** What Jetty does by itself, for HTTP as for messages: else the tests above would prove nothing. */
    @Test
    void showsTheTokenInEveryLineWithJettysOwnFormat() throws Exception {
        assertThat(lines("12.1.8", List.of())).hasSize(4).allMatch(line -> line.contains(TOKEN));
    }
}
