package io.panelws.jetty.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Control frames between the fragments of a message (RFC 6455, section 5.4). */
class ControlFramesTest {

    private static final byte[] MESSAGE = "{\"method\":\"GET\",\"path\":\"/\u4e2d\"}".getBytes(StandardCharsets.UTF_8);

    private final TestPanel panel =
            new TestPanel().servlet("/*", Servlets.echo()).start();

    @AfterEach
    void stop() {
        panel.close();
    }

    @Test
    void pingsAreAnsweredInTheMiddleOfAMessage() throws Exception {
        try (RawNode node = RawNode.connect(panel.port())) {
            for (int i = 0; i < MESSAGE.length; i++) {
                node.sendFrame(i == 0 ? Frames.TEXT_BEGINS : Frames.CONTINUES, new byte[] {MESSAGE[i]});
                byte[] payload = new byte[i];
                node.sendFrame(Frames.PING, payload);
                RawNode.Frame pong = node.readFrame();
                assertThat(pong.opcode()).isEqualTo(10);
                assertThat(pong.payload()).isEqualTo(payload);
            }
            node.sendFrame(Frames.ENDS, new byte[0]);
            assertThat(node.readMessage()).contains("\"status\":200", "/%E4%B8%AD");
        }
    }

    @Test
    void pongsThatNobodyAskedForAreIgnored() throws Exception {
        try (RawNode node = RawNode.connect(panel.port())) {
            node.sendPong(new byte[125]);
            node.sendFrame(Frames.TEXT_BEGINS, Arrays.copyOf(MESSAGE, 5));
            node.sendPong(new byte[8]);
            node.sendFrame(Frames.ENDS, Arrays.copyOfRange(MESSAGE, 5, MESSAGE.length));
            assertThat(node.readMessage()).contains("\"status\":200");
        }
    }

    @Test
    void aCloseInTheMiddleOfAMessageIsAnsweredAndTheMessageForgotten() throws Exception {
        try (RawNode node = RawNode.connect(panel.port())) {
            node.sendFrame(Frames.TEXT_BEGINS, Arrays.copyOf(MESSAGE, 5));
            node.sendFrame(Frames.CLOSE, new byte[] {0x03, (byte) 0xE8});
            assertThat(node.readCloseCode()).isEqualTo(1000);
        }
    }
}
