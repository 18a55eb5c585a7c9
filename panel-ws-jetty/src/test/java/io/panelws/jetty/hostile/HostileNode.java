package io.panelws.jetty.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsCodec;
import io.panelws.api.WsCodecException;
import io.panelws.api.WsLimits;
import io.panelws.api.WsResponse;
import io.panelws.jetty.testing.RawNode;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends attempts ahead of their answers, and counts what comes back. */
final class HostileNode implements AutoCloseable {

    private static final WsCodec CODEC = new WsCodec(WsLimits.NONE);
    private static final String SENTINEL = "{\"method\":\"GET\",\"path\":\"/sentinel\"}";
    private static final int AHEAD = 100;

    final Map<String, Integer> outcomes = new TreeMap<>();
    private final int port;
    private final String query;
    private final List<Attempt> batch = new ArrayList<>();
    private RawNode node;

    HostileNode(int port, String query) throws IOException {
        this.port = port;
        this.query = query;
        this.node = RawNode.connect(port, query);
    }

    void send(Attempt attempt) throws IOException {
        if (attempt.closes()) {
            flush();
            node.sendBytes(attempt.bytes());
            int code = closeCode(attempt);
            assertThat(attempt.closeCodes()).as(attempt.name()).contains(code);
            count("close " + code);
            node.close();
            node = RawNode.connect(port, query);
        } else {
            batch.add(attempt);
            if (batch.size() == AHEAD) {
                flush();
            }
        }
    }

    private int closeCode(Attempt attempt) throws IOException {
        try {
            return node.readCloseCode();
        } catch (EOFException | SocketException e) {
            throw new AssertionError(attempt.name() + " was cut off without a close frame", e);
        }
    }

    /** Sends what is waiting, and behind it a message without an id, which is answered last. */
    void flush() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int expected = 0;
        for (Attempt attempt : batch) {
            all.writeBytes(attempt.bytes());
            expected += attempt.answers();
        }
        all.writeBytes(Frames.text(SENTINEL));
        node.sendBytes(all.toByteArray());
        for (int i = 0; i < expected; i++) {
            WsResponse answer = answer();
            assertThat(answer.headers()).as("answer %s of %s", i, expected).doesNotContainKey("X-Sentinel");
            assertThat(answer.status())
                    .as(() -> "one of " + batch + " is answered " + new String(answer.body(), StandardCharsets.UTF_8))
                    .matches(HostileNode::isNoFailure);
            count("status " + answer.status());
        }
        assertThat(answer().headers()).containsKey("X-Sentinel");
        batch.clear();
    }

    /** 501 is what HttpServlet itself gives to PATCH, over HTTP too. */
    private static boolean isNoFailure(int status) {
        return status >= 200 && status < 500 || status == 501;
    }

    private WsResponse answer() throws IOException {
        String text = node.readMessage();
        try {
            return CODEC.decodeResponse(text);
        } catch (WsCodecException e) {
            throw new AssertionError("no answer: " + text, e);
        }
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    @Override
    public void close() throws IOException {
        node.close();
    }
}
