package io.panelws.testkit.conformance;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.wire.HttpAnswer;
import io.panelws.testkit.wire.Mask;
import io.panelws.testkit.wire.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One call as it is, over either transport, without what a node does when it fails. Immutable; calls block. */
public final class PanelCall {

    private final NodeOptions node;

    /**
     * Connects to nothing yet.
     *
     * @param node the panel's address, and who asks; the timeout is that of each wait
     */
    public PanelCall(NodeOptions node) {
        this.node = node;
    }

    /**
     * What came back.
     *
     * @param statusLine {@code HTTP/1.1 200 OK}, or {@code WebSocket 200}: a message has no more
     * @param status the status code
     * @param headers in their order and spelling
     * @param body the bytes behind base64 or chunks
     * @param wireLog what went over the wire, the token masked
     */
    public record Reply(
            String statusLine, int status, Map<String, List<String>> headers, byte[] body, List<String> wireLog) {

        /** Copies the log and the body. */
        public Reply {
            body = body.clone();
            wireLog = List.copyOf(wireLog);
        }

        /**
         * The body.
         *
         * @return a copy
         */
        @Override
        public byte[] body() {
            return body.clone();
        }
    }

    /**
     * Opens a WebSocket, sends the request, takes the answer and says goodbye.
     *
     * @param request what to ask
     * @return the answer, whatever its status
     * @throws CannotConnectException when there is no connection to be had
     * @throws IOException when what came is no answer
     */
    public Reply overWebSocket(WsRequest request) throws IOException {
        WireLog log = new WireLog(Mask.of(node.token()));
        try (Probe probe = probe(log)) {
            Answer answer = connected(probe, request, log).ask(request);
            return new Reply(
                    "WebSocket " + answer.status(), answer.status(), answer.headers(), answer.body(), log.lines());
        } catch (Finding finding) {
            throw new IOException(log.shown(finding.getMessage()));
        }
    }

    /**
     * Sends the request over HTTP.
     *
     * @param request what to ask; its {@code id} is lost
     * @return the answer, whatever its status
     * @throws CannotConnectException when nobody answers
     */
    public Reply overHttp(WsRequest request) throws CannotConnectException {
        WireLog log = new WireLog(Mask.of(node.token()));
        try (Probe probe = probe(log)) {
            HttpAnswer answer = probe.overHttp(request);
            WsResponse same = answer.response();
            return new Reply(answer.head().startLine(), same.status(), same.headers(), same.body(), log.lines());
        } catch (IOException e) {
            throw cannot(node.apiUrl().getAuthority(), e, log);
        }
    }

    private Probe probe(WireLog log) {
        return new Probe(ProbeOptions.of(node).withTimeout(node.timeout()), log);
    }

    private PanelConnection connected(Probe probe, WsRequest request, WireLog log) throws IOException, Finding {
        Probe.Handshaken made;
        try {
            made = probe.open(Probe.handshake(node, request.path().startsWith("/") ? path(request) : "/"));
        } catch (IOException e) {
            throw cannot(node.wsUrl().getAuthority(), e, log);
        }
        if (made.connection().isEmpty()) {
            throw new CannotConnectException("the panel refused the handshake: " + log.shown(made.seen()));
        }
        return made.connection().get();
    }

    private static String path(WsRequest request) {
        int mark = request.path().indexOf('?');
        return mark < 0 ? request.path() : request.path().substring(0, mark);
    }

    private static CannotConnectException cannot(String where, IOException e, WireLog log) {
        return new CannotConnectException("no connection to " + where + ": " + log.shown(Reason.of(e)));
    }
}
