package io.panelws.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import io.panelws.testkit.panel.TrafficBook;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** A panel behind panel-ws honours the protocol: every MUST and every SHOULD. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplePanelConformanceTest implements PanelConformanceTests {

    private final SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT);

    @AfterAll
    void close() {
        panel.close();
        assertThat(panel.store().pushes()).isEqualTo(3);
    }

    @Override
    public ProbeOptions panel() {
        return ProbeOptions.of(NodeOptions.overWebSocket(panel.wsUrl(), "vless", 1, "secret"))
                .withWrites(true)
                .withSlow(Duration.ofMillis(500))
                .withBilled(() -> billed(panel.store().book(1)));
    }

    @Override
    public Profile profile() {
        return Profile.PANEL_WS;
    }

    @Override
    public boolean strict() {
        return true;
    }

    private static long billed(TrafficBook book) {
        return book.upload() + book.download();
    }
}
