package io.panelws.testkit.conformance;

import io.panelws.api.WsRequest;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.wire.Deadline;
import io.panelws.testkit.wire.Dialler;
import io.panelws.testkit.wire.Handshake;
import io.panelws.testkit.wire.HttpAnswer;
import io.panelws.testkit.wire.HttpConnection;
import io.panelws.testkit.wire.HttpHead;
import io.panelws.testkit.wire.RequestHead;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** What one case works with: the panel, a log, and connections that end with the case. Not thread-safe. */
final class Probe implements Closeable {

    private final ProbeOptions options;
    private final WireLog log;
    private final Rest rest;
    private final Duration patience;
    private final List<Closeable> open = new ArrayList<>();
    private final List<PanelConnection> ofNode = new ArrayList<>();

    Probe(ProbeOptions options, WireLog log) {
        this(options, log, new Rest(options), options.node().timeout());
    }

    /** With a patience of its own for answers. */
    Probe(ProbeOptions options, WireLog log, Rest rest, Duration patience) {
        this.options = options;
        this.log = log;
        this.rest = rest;
        this.patience = patience;
    }

    /** What became of a handshake. */
    record Handshaken(HttpHead head, String body, Optional<PanelConnection> connection) {

        String seen() {
            return head.startLine() + (body.isEmpty() ? "" : ": " + body);
        }

        /** The connection, where there must be one. */
        PanelConnection accepted() throws Finding {
            return connection.orElseThrow(() -> Finding.of(
                    "the handshake answered with 101 (P-2)",
                    seen(),
                    "a handshake answered with status " + head.status()));
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

    /** What becomes of connections that rest. */
    Rest.Seen rested() throws IOException, Finding {
        return rest.seen(this);
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

    /** A handshake with the headers of a node's first request (P-4). */
    static Handshake handshake(NodeOptions node, String path) {
        return handshake(node.webSocketUrl(path));
    }

    static Handshake handshake(URI url) {
        return Handshake.to(url).with("Accept", "application/json").with("Content-Type", "application/json");
    }

    Handshake handshake() {
        return handshake(node(), Call.CONFIG.path());
    }

    /** A connection as a node opens it whose first request is for its settings. */
    PanelConnection connect() throws IOException, Finding {
        return connect(handshake());
    }

    PanelConnection connect(Handshake handshake) throws IOException, Finding {
        return open(handshake).accepted();
    }

    /**
     * Opens a connection, or tries to. The first of a case is tried twice: a panel that holds on to the connection of the
     * case before may need a moment to notice its end.
     */
    Handshaken open(Handshake handshake) throws IOException {
        boolean first = open.isEmpty();
        Handshaken made = openOnce(handshake);
        if (first
                && made.connection().isEmpty()
                && !TokenCases.isRefusal(made.head().status())) {
            LockSupport.parkNanos(quiet().toNanos());
            return openOnce(handshake);
        }
        return made;
    }

    private Handshaken openOnce(Handshake handshake) throws IOException {
        log.remark("to " + handshake.url().getScheme() + "://" + handshake.url().getRawAuthority());
        Socket socket = Dialler.dial(handshake.url(), node().tls(), Deadline.in(node().timeout()));
        open.add(socket);
        socket.setSoTimeout(Math.toIntExact(node().timeout().toMillis()));
        RequestHead request = handshake.head();
        request.text().lines().forEach(log::sent);
        socket.getOutputStream().write(request.bytes());
        socket.getOutputStream().flush();
        BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
        HttpHead answer = HttpHead.readAnswer(in);
        answer.text().lines().forEach(log::received);
        if (answer.status() != 101) {
            return new Handshaken(answer, body(in, answer), Optional.empty());
        }
        PanelConnection connection = new PanelConnection(socket, in, log, patience, quiet());
        open.add(connection);
        if (handshake.url().getRawQuery().equals(node().webSocketUrl("/").getRawQuery())) {
            ofNode.add(connection);
        }
        return new Handshaken(answer, "", Optional.of(connection));
    }

    /** One call over plain HTTP, on a connection of its own: what the same panel says without panel-ws. */
    HttpAnswer http(WsRequest request) throws Finding {
        try {
            return overHttp(request);
        } catch (IOException e) {
            throw Finding.skipped("the panel is not to be reached over HTTP at "
                    + node().apiUrl().getAuthority());
        }
    }

    HttpAnswer overHttp(WsRequest request) throws IOException {
        URI url = node().httpUrl(request.path());
        log.remark("over HTTP, to " + url.getScheme() + "://" + url.getRawAuthority());
        Deadline deadline = Deadline.in(node().timeout());
        RequestHead head = new RequestHead(request.method(), url)
                .with("Connection", "close")
                .withHeadersOf(request);
        try (HttpConnection connection = HttpConnection.dial(url, node().tls(), deadline)) {
            head.text().lines().forEach(log::sent);
            if (request.body().length > 0) {
                log.sent(new String(request.body(), StandardCharsets.UTF_8));
            }
            HttpAnswer answer = connection.exchange(request.method(), head, request.body(), deadline);
            answer.head().text().lines().forEach(log::received);
            if (answer.body().length > 0) {
                log.received(answer.text());
            }
            return answer;
        }
    }

    /** Answers of every kind that a reading node can get, to look at their form. */
    List<Answer> sample() throws IOException, Finding {
        PanelConnection connection = connect();
        List<Answer> answers = new ArrayList<>();
        for (Call call : List.of(Call.CONFIG, Call.USER, Call.ALIVELIST, Call.UNKNOWN)) {
            answers.add(connection.ask(call.get()));
        }
        answers.add(connection.ask(Call.CONFIG.get(answers.get(0).etag().orElse("\"none\""))));
        answers.add(connection.ask(Call.CONFIG.withId(7)));
        return answers;
    }

    /** Answers as they come, up to where none comes: that is for other cases to find. */
    List<Received.Message> messages() throws IOException, Finding {
        PanelConnection connection = connect();
        List<Received.Message> messages = new ArrayList<>();
        for (Call call : List.of(Call.CONFIG, Call.USER, Call.ALIVELIST, Call.UNKNOWN)) {
            connection.send(call.get());
            if (!(connection.receive() instanceof Received.Message message)) {
                return messages;
            }
            messages.add(message);
        }
        return messages;
    }

    /** What went wrong first on the node's connections, by what was asked and answered; see {@link Conversation#trouble}. */
    List<String> trouble() {
        return ofNode.stream()
                .map(PanelConnection::trouble)
                .filter(trouble -> !trouble.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Whether an answer was waited for in vain. */
    boolean wasSilent() {
        return ofNode.stream().anyMatch(PanelConnection::isSilent);
    }

    /** Leaves connections to whoever looks at them himself. */
    void forgetTrouble() {
        ofNode.clear();
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
            String body = HttpAnswer.read(in, head, "GET").text();
            if (!body.isEmpty()) {
                log.received(body);
            }
            return body;
        } catch (IOException e) {
            return "";
        }
    }
}
