package io.panelws.testkit.cost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Opens connections to the server. Each is a node of its own, so that nothing is taken for another's repetition. */
final class Dialer {

    private static final int BUFFER = 16 * 1024;
    private static final int LARGE_BUFFER = 256 * 1024;
    private static final String ANSWER = "\"status\":200,";

    private final int port;
    private final Call call;
    private final int buffer;
    private int node;

    Dialer(int port, Call call) {
        this.port = port;
        this.call = call;
        this.buffer = call.equals(Call.user()) ? LARGE_BUFFER : BUFFER;
    }

    List<Link> dial(Side side, int count) throws IOException {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            links.add(dial(side));
        }
        return links;
    }

    private Link dial(Side side) throws IOException {
        node++;
        Wire wire = Wire.dial("127.0.0.1", port, buffer);
        return switch (side) {
            case HTTP -> new HttpLink(wire, call.http("", node));
            case PLAIN -> new HttpLink(wire, call.http(CostServer.PLAIN, node));
            case WEBSOCKET, CROWD -> webSocket(wire, call);
            case ECHO ->
                WebSocketLink.open(wire, CostServer.PLAIN + "/echo" + Call.query(node), call.message(), "\"method\":");
        };
    }

    /** A node that has asked once and asks no more. */
    WebSocketLink idle(String source) throws IOException {
        node++;
        WebSocketLink link = webSocket(Wire.dial(source, port, 1024), Call.config(false));
        link.send();
        link.receive();
        return link;
    }

    private WebSocketLink webSocket(Wire wire, Call first) throws IOException {
        return WebSocketLink.open(wire, first.path() + Call.query(node), first.message(), ANSWER);
    }
}
