package io.panelws.jetty.contract;

import io.panelws.api.WsRequest;
import io.panelws.jetty.testing.WsClient;

/** One WebSocket for all requests of a case, as a node has it. */
final class WsTransport implements Transport {

    private final WsClient node;

    WsTransport(int port, String contextPath) {
        String url = "ws://127.0.0.1:" + port + contextPath + "/?" + NODE;
        node = WsClient.connect(url, "User-Agent", USER_AGENT);
    }

    @Override
    public Outcome exchange(CaseRequest request) {
        node.send(new WsRequest(request.method(), request.path(), request.headers(), request.body()));
        return node.responseOrClose()
                .map(answer -> new Outcome(answer.status(), answer.headers(), answer.body(), true))
                .orElse(Outcome.CLOSED);
    }

    @Override
    public void close() {
        node.webSocket().abort();
    }
}
