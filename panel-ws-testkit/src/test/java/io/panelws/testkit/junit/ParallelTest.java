package io.panelws.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.PanelStore;
import io.panelws.testkit.panel.RecordingPanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.net.ConnectException;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of one class that run at the same time: each waits for the others before and after it has used its node. */
class ParallelTest {

    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();
    private static final Set<PanelStore> STORES = ConcurrentHashMap.newKeySet();

    @BeforeEach
    @AfterEach
    void forget() {
        PORTS.clear();
        STORES.clear();
    }

    @Test
    void givesEachTestAPanelOfItsOwn() {
        Runs.allSucceed(Runs.inParallel(OwnPanels.class), 3);
        assertThat(PORTS).hasSize(3);
        assertThat(STORES).hasSize(3).allMatch(store -> store.pushes() == 1);
        assertThat(PORTS).allSatisfy(ParallelTest::assertClosed);
    }

    @Test
    void givesEachTestAPortAndARecordOfThePanelOfTheClass() {
        Runs.allSucceed(Runs.inParallel(OnePanel.class), 3);
        assertThat(PORTS).hasSize(4);
        assertThat(STORES).singleElement().matches(store -> store.pushes() == 4);
        assertThat(PORTS).allSatisfy(ParallelTest::assertClosed);
    }

    @Test
    void sharesAPanelThatIsRegisteredInAStaticField() {
        Runs.allSucceed(Runs.inParallel(RegisteredPanel.class), 3);
        assertThat(PORTS).hasSize(3);
        assertThat(STORES).singleElement().matches(store -> store.pushes() == 3);
        assertThat(PORTS).allSatisfy(ParallelTest::assertClosed);
    }

    private static void assertClosed(int port) {
        Assertions.assertThatThrownBy(() -> new Socket("127.0.0.1", port).close())
                .isInstanceOf(ConnectException.class);
    }

    /** Three tests, one of them nested. */
    abstract static class Together {

        private static final CyclicBarrier ALL = new CyclicBarrier(3);

        @Given
        RecordingPanel panel;

        @AsNode(id = 5)
        UniProxyNode node;

        @Test
        void one(PanelStore store) throws Exception {
            push(store);
        }

        @Test
        void two(PanelStore store) throws Exception {
            push(store);
        }

        final void push(PanelStore store) throws Exception {
            PORTS.add(panel.port());
            STORES.add(store);
            ALL.await(20, TimeUnit.SECONDS);
            node.pushTraffic(Map.of(1, new Traffic(1, panel.port())));
            ALL.await(20, TimeUnit.SECONDS);
            assertThat(panel.exchanges())
                    .singleElement()
                    .matches(recorded -> recorded.request().body().text().equals("{\"1\":[1," + panel.port() + "]}"))
                    .matches(recorded -> recorded.connection() == 1 && recorded.index() == 1);
        }
    }

    @PanelWsTest
    static class OwnPanels extends Together {
        @Nested
        class Inside {
            @Test
            void three(PanelStore store) throws Exception {
                push(store);
            }
        }
    }

    @PanelWsTest(scope = PanelScope.CLASS)
    static class OnePanel extends Together {

        @BeforeAll
        static void once(RecordingPanel panel, UniProxyNode node, PanelStore store) throws Exception {
            PORTS.add(panel.port());
            STORES.add(store);
            node.pushTraffic(Map.of());
        }

        @Nested
        class Inside {
            @Test
            void three(PanelStore store) throws Exception {
                push(store);
            }
        }
    }

    static class RegisteredPanel extends Together {

        @RegisterExtension
        static final PanelWsExtension PANEL = PanelWsExtension.sample(SamplePanelOptions.DEFAULT.withToken("hush-88"))
                .withScope(PanelScope.CLASS);

        @Nested
        class Inside {
            @Test
            void three(PanelStore store) throws Exception {
                push(store);
            }
        }
    }
}
