package io.panelws.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.panelws.jetty.replay.JdbcReplayStore;
import io.panelws.jetty.replay.WhenDown;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.management.JMX;
import javax.management.ObjectName;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is metered while the database that panels share is down. */
class SharedStoreMetricsTest {

    /** A database that is not there, as its pool tells it. */
    private static final DataSource DOWN = (DataSource) Proxy.newProxyInstance(
            SharedStoreMetricsTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
                throw new SQLException("there is no database", "08001");
            });

    @ParameterizedTest
    @CsvSource({"REFUSE, refused, local, 503", "LOCAL, local, refused, 200"})
    void tellsWhatCameMeanwhile(WhenDown whenDown, String counted, String other, int status) throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (TestPanel panel = new TestPanel()
                .contextPath("/shared-" + counted)
                .options(o -> o.replayStore(JdbcReplayStore.of(DOWN)).replayStoreDown(whenDown))
                .servlet("/ok", Servlets.echo())
                .start()) {
            new PanelWsMetrics(PanelWs.in(panel.servletContext())).bindTo(registry);
            try (RawNode node = RawNode.connect(
                    panel.port(), "/shared-" + counted + "/any", "node_id=1&node_type=vless&token=secret")) {
                for (int i = 0; i < 3; i++) {
                    node.sendText("{\"method\":\"POST\",\"path\":\"/ok\",\"body\":\"eyIxIjpbMSwyXX0=\"}");
                    assertThat(node.readMessage()).contains("\"status\":" + status);
                }
            }

            assertThat(registry.get("panelws.replay.store.down").gauge().value())
                    .isEqualTo(1);
            assertThat(missed(registry, counted)).isEqualTo(3);
            assertThat(missed(registry, other)).isZero();
            PanelWsMXBean bean = JMX.newMXBeanProxy(
                    ManagementFactory.getPlatformMBeanServer(),
                    new ObjectName("io.panelws:type=PanelWs,context=" + ObjectName.quote("/shared-" + counted)),
                    PanelWsMXBean.class);
            assertThat(bean.getReplayStoresDown()).isEqualTo(1);
            assertThat(bean.getPostsRefusedWithoutStore()).isEqualTo(counted.equals("refused") ? 3 : 0);
            assertThat(bean.getPostsRememberedHereOnly()).isEqualTo(counted.equals("local") ? 3 : 0);
        }
    }

    private static double missed(SimpleMeterRegistry registry, String outcome) {
        return registry.get("panelws.replay.store.missed")
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }
}
