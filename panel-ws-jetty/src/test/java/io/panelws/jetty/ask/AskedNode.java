package io.panelws.jetty.ask;

import io.panelws.api.WsCodec;
import io.panelws.api.WsCodecException;
import io.panelws.api.WsLimits;
import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.TestPanel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A node of generation 2 that answers its panel when, and with what, a test says. */
final class AskedNode implements AutoCloseable {

    static final WsCodec CODEC = new WsCodec(WsLimits.NONE);

    /** What the test panels answer with 2xx. */
    static final String GET = "{\"id\":1,\"method\":\"GET\",\"path\":\"/small\"}";

    private final RawNode node;

    private AskedNode(RawNode node) {
        this.node = node;
    }

    /** Connects, and has a message with an id answered. */
    static AskedNode askable(TestPanel panel, int id) throws IOException {
        AskedNode asked = connected(panel, id);
        asked.get();
        return asked;
    }

    static AskedNode connected(TestPanel panel, int id) throws IOException {
        return new AskedNode(RawNode.connect(panel.port(), "node_id=" + id + "&node_type=vless&token=secret"));
    }

    RawNode raw() {
        return node;
    }

    /** The answer to a request of its own; a failure where anything else comes. */
    WsResponse get() throws IOException {
        node.sendText(GET);
        return response();
    }

    WsResponse response() throws IOException {
        String message = node.readMessage();
        try {
            if (message.contains("\"method\"")) {
                throw new AssertionError("asked in place of answered: " + message);
            }
            return CODEC.decodeResponse(message);
        } catch (WsCodecException e) {
            throw new AssertionError(message, e);
        }
    }

    WsRequest question() throws IOException {
        String message = node.readMessage();
        try {
            return CODEC.decodeRequest(message);
        } catch (WsCodecException e) {
            throw new AssertionError("answered in place of asked: " + message, e);
        }
    }

    void answer(long id, int status, String body) throws IOException {
        node.sendText(CODEC.encode(new WsResponse(id, status, Map.of(), body.getBytes(StandardCharsets.UTF_8))));
    }

    void send(String text) throws IOException {
        node.sendText(text);
    }

    @Override
    public void close() throws IOException {
        node.close();
    }
}
