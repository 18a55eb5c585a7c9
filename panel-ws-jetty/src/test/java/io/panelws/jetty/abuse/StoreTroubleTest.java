package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.Inside;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.replay.Arrival;
import io.panelws.jetty.replay.Claim;
import io.panelws.jetty.replay.MemoryReplayStore;
import io.panelws.jetty.replay.Outcome;
import io.panelws.jetty.replay.ReplayKey;
import io.panelws.jetty.replay.ReplayStore;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.ObjectName;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.Test;

/** A store over a database that fails or hangs: messages are answered, and nobody else notices. */
class StoreTroubleTest extends SmallPanel {

    private final AtomicInteger executed = new AtomicInteger();
    private final AtomicInteger hanging = new AtomicInteger();

    /** What is not overridden works. */
    private static class Database implements ReplayStore {

        private final ReplayStore memory = new MemoryReplayStore(InstantSource.system());

        @Override
        public boolean mayKnow(String node) {
            return memory.mayKnow(node);
        }

        @Override
        public Claim claim(ReplayKey key, Arrival arrival) {
            return memory.claim(key, arrival);
        }

        @Override
        public void end(ReplayKey key, String id, Outcome outcome, Duration keep) {
            memory.end(key, id, outcome, keep);
        }

        @Override
        public void settle(ReplayKey key, String id) {
            memory.settle(key, id);
        }

        @Override
        public void forget(ReplayKey key, String id) {
            memory.forget(key, id);
        }

        @Override
        public void forgetSettled(String node, long before) {
            memory.forgetSettled(node, before);
        }
    }

    private PanelWsFilter start(PanelWsOptions.Builder options, ReplayStore store) {
        PanelWsFilter filter = new PanelWsFilter(options.replayStore(store).build());
        panel.filter(new FilterHolder(filter))
                .servlet("/push", Servlets.of((request, response) -> executed.incrementAndGet()))
                .servlet("/slow", Servlets.of((request, response) -> gate.join()))
                .start();
        return filter;
    }

    @Test
    void writesWhatTheStoreHasNotWrittenYetWhenItStops() {
        AtomicInteger flushed = new AtomicInteger();
        PanelWsFilter filter = start(PanelWsOptions.builder(), new Database() {
            @Override
            public void flush() {
                flushed.incrementAndGet();
            }
        });
        assertThat(flushed).hasValue(0);
        filter.destroy();
        assertThat(flushed).hasValue(1);
    }

    @Test
    void leavesNothingBehindWhenTheStoreCannotWriteAsItStops() throws Exception {
        PanelWsFilter filter = start(PanelWsOptions.builder(), new Database() {
            @Override
            public void flush() {
                throw new IllegalStateException("the database is gone");
            }
        });
        assertThat(beans()).hasSize(1);
        assertThatThrownBy(filter::destroy).hasMessage("the database is gone");
        assertThat(beans()).isEmpty();
    }

    private static Set<ObjectName> beans() throws JMException {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("io.panelws:type=PanelWs,context=\"/\",*"), null);
    }

    @Test
    void answersWhenTheStoreCannotNoteTheEnd() throws Exception {
        PanelWsFilter filter = start(PanelWsOptions.builder(), new Database() {
            @Override
            public void end(ReplayKey key, String id, Outcome outcome, Duration keep) {
                throw new IllegalStateException("thrown by a test");
            }
        });
        try (RawNode node = node()) {
            node.sendText(Message.post("/push", Message.REPORT));
            assertThat(answer(node)).contains("\"status\":200");
            node.sendText(Message.post(7, "/push?n=2", Message.REPORT));
            assertThat(answer(node)).contains("\"status\":200");
            await().atMost(SOON).until(() -> Inside.pendingBytes(filter) == 0);
        }
    }

    @Test
    void answersTheNextMessageWhenTheStoreCannotForget() throws Exception {
        start(PanelWsOptions.builder(), new Database() {
            @Override
            public void forget(ReplayKey key, String id) {
                throw new IllegalStateException("thrown by a test");
            }
        });
        try (RawNode node = node()) {
            node.sendText(Message.post("/push", Message.REPORT));
            assertThat(answer(node)).contains("\"status\":200");
            node.sendText(Message.get("/small"));
            assertThat(answer(node)).contains("\"status\":200");
        }
    }

    @Test
    void executesWhatComesAgainAfterADeadlineThatPassedInTheStore() throws Exception {
        AtomicInteger claims = new AtomicInteger();
        start(PanelWsOptions.builder().requestTimeout(Duration.ofMillis(300)), new Database() {
            @Override
            public Claim claim(ReplayKey key, Arrival arrival) {
                if (claims.getAndIncrement() == 0) {
                    gate.join();
                }
                try {
                    return super.claim(key, arrival);
                } finally {
                    claims.incrementAndGet();
                }
            }
        });
        try (RawNode first = node()) {
            first.sendText(Message.post("/push", Message.REPORT));
            assertThat(answer(first)).contains("\"status\":504");
        }
        gate.complete(null);
        await().until(() -> claims.get() == 2);
        try (RawNode again = node()) {
            again.sendText(Message.post("/push", Message.REPORT));
            assertThat(answer(again)).contains("\"status\":200");
        }
        assertThat(executed).hasValue(1);
    }

    @Test
    void keepsDeadlinesWhileTheStoreHangs() throws Exception {
        panel.connector().setAcceptedSendBufferSize(4096);
        panel.servlet("/large", Servlets.of((request, response) -> response.getOutputStream()
                .write(new byte[1 << 20])));
        start(
                PanelWsOptions.builder().requestTimeout(Duration.ofMillis(300)).writeTimeout(Duration.ofMillis(300)),
                new Database() {
                    @Override
                    public void forgetSettled(String node, long before) {
                        hanging.incrementAndGet();
                        gate.join();
                    }
                });
        try (RawNode other = node(100)) {
            for (int i = 1; i <= 3; i++) {
                try (DeafPeer deaf = DeafPeer.connect(panel.port(), "node_id=" + i + "&node_type=vless&token=secret")) {
                    deaf.sendText(Message.get("/large"));
                    int expected = i;
                    await().atMost(SOON).until(() -> hanging.get() == expected);
                }
            }
            other.sendText(Message.get("/slow"));
            assertThat(answer(other)).contains("\"status\":504");
        }
    }

    @Test
    void answers503OverBothWaysWhileNobodyCanTell() throws Exception {
        PanelWsFilter filter = start(PanelWsOptions.builder(), new Database() {
            @Override
            public Claim claim(ReplayKey key, Arrival arrival) {
                return new Claim.Unavailable("Nobody knows.");
            }
        });
        try (RawNode node = node()) {
            node.sendText(Message.post("/push", Message.REPORT));
            assertThat(answer(node)).contains("\"status\":503");
            node.sendText(Message.get("/small"));
            assertThat(answer(node)).contains("\"status\":200");
            await().atMost(SOON).until(() -> Inside.pendingBytes(filter) == 0);
        }
        assertThat(panel.http(
                        "POST /push?node_id=1&node_type=vless&token=secret HTTP/1.1",
                        Message.REPORT.getBytes(StandardCharsets.UTF_8)))
                .startsWith("HTTP/1.1 503 ")
                .contains("Nobody knows.");
        await().atMost(SOON).until(() -> Inside.pendingBytes(filter) == 0);
        assertThat(executed).hasValue(0);
    }

    @Test
    void isCalledWithTheClassLoaderOfTheWebApplication() throws Exception {
        ClassLoader own = new ClassLoader(getClass().getClassLoader()) {};
        Set<ClassLoader> seen = ConcurrentHashMap.newKeySet();
        panel.configure(context -> context.setClassLoader(own));
        start(PanelWsOptions.builder(), new Database() {
            private void note() {
                executed.incrementAndGet();
                seen.add(Thread.currentThread().getContextClassLoader());
            }

            @Override
            public Claim claim(ReplayKey key, Arrival arrival) {
                note();
                return super.claim(key, arrival);
            }

            @Override
            public void end(ReplayKey key, String id, Outcome outcome, Duration keep) {
                note();
                super.end(key, id, outcome, keep);
            }

            @Override
            public void forgetSettled(String node, long before) {
                note();
            }
        });
        try (RawNode node = node()) {
            node.sendText(Message.post("/push", Message.REPORT));
            assertThat(answer(node)).contains("\"status\":200");
        }
        await().atMost(SOON).until(() -> executed.get() == 4);
        assertThat(seen).containsExactly(own);
    }
}
