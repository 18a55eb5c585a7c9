package io.panelws.testkit.bench;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Transport;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Plain HTTP over one kept connection, as Go's client has it, on the thread that asks: a blocking socket and a small parser,
 * so that it costs about what the WebSocket side costs. Not {@code java.net.http}, whose requests change threads.
 */
final class HttpLink implements Link {

    private static final Duration REST = Duration.ofSeconds(1);

    private final NodeOptions options;
    private final Duration rest;
    private Optional<HttpConnection> connection = Optional.empty();

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
        HttpConnection http = connection.filter(kept -> kept.isOpen(rest)).orElseGet(this::dial);
        WsResponse response = send(http, request);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Exchange(request, Transport.HTTP, response, took, List.of());
    }

    @Override
    public void close() {
        connection.ifPresent(HttpConnection::close);
        connection = Optional.empty();
    }

    private HttpConnection dial() {
        close();
        try {
            HttpConnection http = HttpConnection.dial(options);
            connection = Optional.of(http);
            return http;
        } catch (SocketTimeoutException e) {
            throw timedOut();
        } catch (IOException e) {
            throw failed(Outcome.UNREACHABLE, "no connection: ", e);
        }
    }

    private WsResponse send(HttpConnection http, WsRequest request) {
        try {
            return http.exchange(request);
        } catch (SocketTimeoutException e) {
            close();
            throw timedOut();
        } catch (IOException e) {
            close();
            throw failed(Outcome.BROKEN, "the connection broke: ", e);
        }
    }

    private static UnansweredException timedOut() {
        return new UnansweredException(Outcome.TIMED_OUT, 0, "not done within the deadline");
    }

    private static UnansweredException failed(Outcome outcome, String what, IOException e) {
        return new UnansweredException(outcome, 0, what + e.getClass().getSimpleName());
    }
}
