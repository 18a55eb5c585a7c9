package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.panelws.testkit.fault.Fault;
import io.panelws.testkit.fault.FaultPlan;
import io.panelws.testkit.fault.What;
import io.panelws.testkit.fault.When;
import io.panelws.testkit.junit.AsNode;
import io.panelws.testkit.junit.Faults;
import io.panelws.testkit.junit.Given;
import io.panelws.testkit.junit.PanelScope;
import io.panelws.testkit.junit.PanelWsTest;
import io.panelws.testkit.junit.SettableClock;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.PanelStore;
import io.panelws.testkit.panel.RecordingPanel;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs tests with whatever JUnit is on the class path, and says what they have left behind. */
final class JUnitRun {

    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

    private JUnitRun() {}

    /** Prints how many tests succeeded, the ports that are still open, Jetty's threads, and why tests failed. */
    public static void main(String[] arguments) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        for (Class<?> tests : List.of(EachTest.class, WholeClass.class, Constructor.class)) {
            ClassSelector selector = selectClass(tests);
            launcher.execute(
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(selector)
                            .build(),
                    summary);
            System.out.println(
                    tests.getSimpleName() + ": " + summary.getSummary().getTestsSucceededCount() + " succeeded");
            summary.getSummary().getFailures().forEach(failure -> System.out.println(failure.getException()));
        }
        System.out.println("ports: " + PORTS.size() + ", open: "
                + PORTS.stream().filter(JUnitRun::isOpen).count());
        System.out.println("threads: "
                + Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.matches("(qtp|panel-ws|fault-proxy).*"))
                        .toList());
    }

    private static boolean isOpen(int port) {
        try {
            new Socket("127.0.0.1", port).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @PanelWsTest(faults = true)
    static class EachTest {

        @Given
        RecordingPanel panel;

        @AsNode(generation = 2)
        UniProxyNode second;

        @Test
        void repeatsWhatWasLost(UniProxyNode first, Faults faults, PanelStore store) throws Exception {
            PORTS.add(panel.port());
            faults.plan(FaultPlan.script(new Fault(When.BEFORE_RESPONSE, new What.Reset())));
            Exchange push = first.pushTraffic(Map.of(1, new Traffic(10, 20)));
            assertThat(push.attempts()).hasSize(2);
            assertThat(store.pushes()).isEqualTo(1);
            assertThat(second.pollConfig().transport()).isEqualTo(Transport.WEBSOCKET);
        }

        @Test
        void waits(SettableClock clock, @AsNode(token = "guessed") UniProxyNode stranger) throws Exception {
            PORTS.add(panel.port());
            stranger.pollConfig();
            clock.advance(Duration.ofSeconds(59));
            assertThat(stranger.pollConfig().attempts()).hasSize(1);
            clock.advance(Duration.ofSeconds(1));
            assertThat(stranger.pollConfig().attempts()).hasSize(2);
        }
    }

    @PanelWsTest(scope = PanelScope.CLASS)
    static class WholeClass {

        @BeforeAll
        static void once(RecordingPanel panel) {
            PORTS.add(panel.port());
        }

        @Test
        void polls(RecordingPanel panel, UniProxyNode node) throws Exception {
            PORTS.add(panel.port());
            assertThat(node.pollConfig().transport()).isEqualTo(Transport.WEBSOCKET);
        }
    }

    @PanelWsTest
    static class Constructor {

        private final RecordingPanel panel;

        Constructor(RecordingPanel panel) {
            this.panel = panel;
        }

        @Test
        void polls(UniProxyNode node) throws Exception {
            PORTS.add(panel.port());
            node.pollConfig();
            assertThat(panel.exchanges()).hasSize(1);
        }
    }
}
