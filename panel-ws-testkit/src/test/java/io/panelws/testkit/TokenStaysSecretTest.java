package io.panelws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.panelws.api.WsRequest;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TokenStaysSecretTest {

    private static final String TOKEN = "hush-7f3a";

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
}
