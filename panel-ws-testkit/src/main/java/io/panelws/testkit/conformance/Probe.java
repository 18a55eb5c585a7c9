package io.panelws.testkit.conformance;

import io.panelws.api.WsRequest;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.wire.Deadline;
import io.panelws.testkit.wire.Dialler;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one case works with: the panel, a log, and connections that end with the case. Not thread-safe. */
final class Probe implements Closeable {

    private final ProbeOptions options;
    private final WireLog log;
    private final List<Closeable> open = new ArrayList<>();

    Probe(ProbeOptions options, WireLog log) {
        this.options = options;
        this.log = log;
    }

    /** What became of a handshake. */
    record Handshaken(HttpHead head, String body, Optional<PanelConnection> connection) {

        String seen() {
            return head.statusLine() + (body.isEmpty() ? "" : ": " + body);
        }
    }

    NodeOptions node() {
        return options.node();
    }

    Duration quiet() {
        return options.quiet();
    }

    ProbeOptions options() {
        return options;
    }

    void remark(String text) {
        log.remark(text);
    }

    /** The node with a token that no panel has. */
    NodeOptions stranger() {
        NodeOptions node = options.node();
        String wrong = "not-" + Integer.toHexString(node.token().hashCode());
        return node.withToken(wrong);
    }

    /** A connection as a node opens it whose first request is for its settings. */
    PanelConnection connect() throws IOException, Finding {
        return connect(Handshake.to(node(), Call.CONFIG.path()));
    }

    PanelConnection connect(Handshake handshake) throws IOException, Finding {
        Handshaken made = handshake(handshake);
        return made.connection()
                .orElseThrow(() -> Finding.failed("the handshake answered with 101 (P-2)", made.seen()));
    }

    Handshaken handshake(Handshake handshake) throws IOException, Finding {
        log.remark("to " + handshake.url().getScheme() + "://" + handshake.url().getRawAuthority());
        Socket socket = Dialler.dial(handshake.url(), node().tls(), Deadline.in(node().timeout()));
        open.add(socket);
        socket.setSoTimeout(Math.toIntExact(node().timeout().toMillis()));
        handshake.head().lines().forEach(log::sent);
        byte[] head = (handshake.head().replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(head);
        socket.getOutputStream().flush();
        BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
        HttpHead answer = HttpHead.read(in);
        answer.text().lines().forEach(log::received);
        if (answer.status() == 101) {
            PanelConnection connection = new PanelConnection(socket, in, log, node().timeout());
            open.add(connection);
            return new Handshaken(answer, "", Optional.of(connection));
        }
        return new Handshaken(answer, body(in, answer), Optional.empty());
    }

    HttpCall.Answer http(WsRequest request) throws Finding {
        try {
            return HttpCall.make(node(), request, log);
        } catch (IOException e) {
            throw Finding.skipped("the panel is not to be reached over HTTP at "
                    + node().apiUrl().getAuthority());
        }
    }

    @Override
    public void close() throws IOException {
        // The last that was opened first: a connection says goodbye before its socket is closed.
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private String body(BufferedInputStream in, HttpHead head) {
        try {
            String body = HttpBody.text(HttpBody.read(in, head, "GET"));
            if (!body.isEmpty()) {
                log.received(body);
            }
            return body;
        } catch (IOException | NumberFormatException e) {
            return "";
        }
    }
}
