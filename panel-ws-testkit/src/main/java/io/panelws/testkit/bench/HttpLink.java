package io.panelws.testkit.bench;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.wire.Deadline;
import io.panelws.testkit.wire.HttpConnection;
import io.panelws.testkit.wire.Mask;
import io.panelws.testkit.wire.Printable;
import io.panelws.testkit.wire.Reason;
import io.panelws.testkit.wire.RequestHead;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plain HTTP over one kept connection, as Go's client has it, on the thread that asks, with the deadline that the WebSocket
 * side has, so that it costs about what that costs.
 */
final class HttpLink implements Link {

    private static final Duration REST = Duration.ofSeconds(1);

    private final NodeOptions options;
    private final Duration rest;
    /** The few that a node asks: putting one together costs more than to look it up. */
    private final Map<String, URI> urls = new HashMap<>();

    private volatile Optional<HttpConnection> connection = Optional.empty();

    HttpLink(NodeOptions options) {
        this(options, REST);
    }

    HttpLink(NodeOptions options, Duration rest) {
        this.options = options;
        this.rest = rest;
    }

    @Override
    public Exchange exchange(WsRequest request) {
        long start = System.nanoTime();
        Deadline deadline = Deadline.in(options.timeout());
        HttpConnection http = connection.filter(kept -> kept.isOpen(rest)).orElseGet(() -> dial(deadline));
        WsResponse response = send(http, request, deadline);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Exchange(request, Transport.HTTP, response, took, List.of());
    }

    @Override
    public void abort() {
        connection.ifPresent(HttpConnection::close);
    }

    @Override
    public void close() {
        abort();
        connection = Optional.empty();
    }

    private HttpConnection dial(Deadline deadline) {
        close();
        try {
            HttpConnection http = HttpConnection.dial(options.apiUrl(), options.tls(), deadline);
            connection = Optional.of(http);
            return http;
        } catch (IOException e) {
            throw unanswered(Outcome.UNREACHABLE, "no connection: ", e, deadline);
        }
    }

    private WsResponse send(HttpConnection http, WsRequest request, Deadline deadline) {
        URI url = urls.computeIfAbsent(request.path(), options::httpUrl);
        RequestHead head = new RequestHead(request.method(), url).withHeadersOf(request);
        try {
            return http.exchange(request.method(), head, request.body(), deadline)
                    .response();
        } catch (IOException e) {
            close();
            throw unanswered(Outcome.BROKEN, "the connection broke: ", e, deadline);
        }
    }

    private UnansweredException unanswered(Outcome outcome, String what, IOException e, Deadline deadline) {
        if (deadline.isOver()) {
            return new UnansweredException(Outcome.TIMED_OUT, 0, "not done within the deadline");
        }
        String reason = Mask.of(options.token()).apply(Printable.line(Reason.of(e)));
        return new UnansweredException(outcome, 0, what + reason);
    }
}
