package io.panelws.jetty.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.replay.MemoryReplayStore;
import io.panelws.jetty.replay.ReplayStore;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** An Error while a message is read ends one connection, and the operator reads whose it was and how large the message. */
class ErrorLogTest {

    private static final String MESSAGE = "{\"method\":\"POST\",\"path\":\"/x\",\"body\":\"eyIxIjpbMSwyXX0=\"}";

    /** What the next message confirms is forgotten, and for that there is no memory. */
    private static ReplayStore outOfMemory() {
        ReplayStore memory = new MemoryReplayStore(Clock.systemUTC());
        return (ReplayStore) Proxy.newProxyInstance(
                ReplayStore.class.getClassLoader(), new Class<?>[] {ReplayStore.class}, (self, method, arguments) -> {
                    if (method.getName().equals("settle") || method.getName().equals("forget")) {
                        throw new OutOfMemoryError("on purpose");
                    }
                    try {
                        return method.invoke(memory, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void namesTheNodeAndTheSize() throws Exception {
        try (CapturedLogs logs = new CapturedLogs();
                TestPanel panel = new TestPanel()
                        .options(options -> options.replayStore(outOfMemory()))
                        .servlet("/*", Servlets.echo())
                        .start();
                RawNode node = RawNode.connect(panel.port())) {
            node.sendText(MESSAGE);
            assertThat(node.readMessage()).contains("\"status\":200");
            node.sendText(MESSAGE);
            assertThat(node.readCloseCode()).isEqualTo(1011);
            assertThat(logs.lines())
                    .filteredOn(line -> line.isOurs() && line.infoOrAbove())
                    .anySatisfy(line -> assertThat(line.text())
                            .contains("vless-1", MESSAGE.length() + " bytes", "OutOfMemoryError"));
        }
    }
}
