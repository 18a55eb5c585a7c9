package io.panelws.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.panelws.api.WsRequest;
import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeException;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TokenStaysSecretTest {

    private static final String TOKEN = "hush-7f3a";
    private static final List<String> STRANGE = List.of("/x|y", "/x{y}", "/x%zz", "/x y", "/x\\y", "x", "@x", "");

    @Test
    void logsNoTokenWhateverIsAsked() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Level before = root.getLevel();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.INFO);
        SamplePanelOptions options = SamplePanelOptions.DEFAULT.withToken(TOKEN);
        try (SamplePanel panel = SamplePanel.start(options);
                NodeClient node = new NodeClient(NodeOptions.overWebSocket(panel.wsUrl(), "vless", 1, TOKEN));
                NodeClient nobody = new NodeClient(NodeOptions.overWebSocket(panel.wsUrl(), "", 1, TOKEN))) {
            for (String path : List.of("/api/v1/server/UniProxy/config", "/nothing", "//", "/a?token=x", "\\")) {
                node.exchange(new WsRequest("GET", path, Map.of(), new byte[0]));
            }
            nobody.exchange(new WsRequest("POST", "/api/v1/server/UniProxy/push", Map.of(), new byte[] {1}));
            assertThat(options.toString()).doesNotContain(TOKEN);
        } finally {
            root.detachAppender(log);
            root.setLevel(before);
        }
        assertThat(log.list).isNotEmpty();
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains(TOKEN));
    }

    /** Paths that are none of a URL's, over a handshake and over HTTP. */
    @Test
    void asksWhatNoUrlCanHold() throws Exception {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withToken(TOKEN))) {
            NodeOptions options = NodeOptions.overWebSocket(panel.wsUrl(), "vless", 1, TOKEN);
            NodeOptions overHttp =
                    new NodeOptions(panel.httpUrl(), nobody("ws"), "vless", 1, TOKEN, options.timeout(), options.tls());
            for (String path : STRANGE) {
                for (NodeOptions each : List.of(options, overHttp)) {
                    try (NodeClient node = new NodeClient(each)) {
                        assertThat(node.exchange(get(path, Map.of())).status())
                                .as(path)
                                .isGreaterThanOrEqualTo(400);
                    }
                }
            }
        }
    }

    @Test
    void throwsNoToken() throws IOException {
        NodeOptions options = NodeOptions.overWebSocket(nobody("ws"), "vless", 1, TOKEN);
        for (int generation = 1; generation <= 2; generation++) {
            for (String path : STRANGE) {
                assertThrowsNoToken(options, generation, get(path, Map.of()), NodeException.class);
            }
            WsRequest split = get("/", Map.of("X", List.of("a\r\nCookie: " + TOKEN)));
            assertThrowsNoToken(options, generation, split, IllegalArgumentException.class);
            WsRequest method = new WsRequest("G ET", "/x|y", Map.of(), new byte[0]);
            assertThrowsNoToken(options.withApiUrl(nobody("http")), generation, method, IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> NodeOptions.overWebSocket(URI.create("ws://" + TOKEN + "@panel"), "vless", 1, ""))
                .hasMessageNotContaining(TOKEN);
    }

    private static void assertThrowsNoToken(
            NodeOptions options, int generation, WsRequest request, Class<? extends Exception> type) {
        List<Attempt> attempts = new ArrayList<>();
        try (Requester node = Requester.of(options, generation, InstantSource.system(), attempts::add)) {
            Exception failure = catchThrowableOfType(type, () -> node.exchange(request));
            StringWriter everything = new StringWriter();
            failure.printStackTrace(new PrintWriter(everything));
            assertThat(everything.toString() + attempts).doesNotContain(TOKEN);
        }
    }

    private static WsRequest get(String path, Map<String, List<String>> headers) {
        return new WsRequest("GET", path, headers, new byte[0]);
    }

    /** A port that was free a moment ago. */
    private static URI nobody(String scheme) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
        }
    }
}
