package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.testkit.wire.Deadline;
import io.panelws.testkit.wire.HttpConnection;
import io.panelws.testkit.wire.Mask;
import io.panelws.testkit.wire.RequestHead;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What both generations do until a request is answered (P-13, P-14): twice over WebSocket where a connection breaks, once
 * where there is none to be had, all within one deadline; then plain HTTP, alone while the cooldown lasts. Thread-safe.
 *
 * <p>Each try over HTTP has a connection of its own, on the thread that asks, and ends it: so a thousand nodes that have
 * all lost their panel hold no more threads and connections than requests are under way.
 */
final class Attempts {

    /** How long WebSocket is not tried when it did not work (P-5, P-14). */
    private static final Duration COOLDOWN = Duration.ofSeconds(60);

    /** How often plain HTTP sends a request, at most (P-14). */
    private static final int TRIES_OVER_HTTP = 4;

    private final NodeOptions options;
    private final InstantSource clock;
    private final AttemptListener listener;
    private volatile Instant cooldownEnd = Instant.MIN;
    private volatile boolean closed;

    Attempts(NodeOptions options, InstantSource clock, AttemptListener listener) {
        this.options = options;
        this.clock = clock;
        this.listener = listener;
    }

    Exchange exchange(WsRequest request, Lines lines) throws NodeException, InterruptedException {
        checkOpen();
        Journal journal = new Journal(request);
        long start = System.nanoTime();
        boolean cooling = clock.instant().isBefore(cooldownEnd);
        Optional<WsResponse> overWebSocket = cooling ? Optional.empty() : overWebSocket(request, lines, journal);
        Transport transport = overWebSocket.isPresent() ? Transport.WEBSOCKET : Transport.HTTP;
        WsResponse response = overWebSocket.isPresent() ? overWebSocket.get() : overHttp(request, journal);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Exchange(request, transport, response, took, journal.attempts);
    }

    void close() {
        closed = true;
    }

    private Optional<WsResponse> overWebSocket(WsRequest request, Lines lines, Journal journal) {
        Deadline deadline = Deadline.in(options.timeout());
        for (int sends = 0; sends < 2; sends++) {
            Lines.Line line;
            try {
                line = lines.current(request, deadline);
            } catch (AttemptException e) {
                journal.failed(Transport.WEBSOCKET, lines.dials(), e);
                break;
            }
            try {
                WsResponse response = line.exchange(request, deadline);
                journal.answered(Transport.WEBSOCKET, line.index(), response);
                return Optional.of(response);
            } catch (AttemptException e) {
                lines.abandon(line);
                journal.failed(Transport.WEBSOCKET, line.index(), e);
            }
        }
        cooldownEnd = clock.instant().plus(COOLDOWN);
        return Optional.empty();
    }

    private WsResponse overHttp(WsRequest request, Journal journal) throws NodeException, InterruptedException {
        for (int tries = 0; tries < TRIES_OVER_HTTP; tries++) {
            checkOpen();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            try {
                WsResponse response = overHttp(request);
                journal.answered(Transport.HTTP, 0, response);
                return response;
            } catch (AttemptException e) {
                journal.failed(Transport.HTTP, 0, e);
            }
        }
        throw new NodeException(journal.attempts);
    }

    private WsResponse overHttp(WsRequest request) throws AttemptException {
        URI url = options.httpUrl(request.path());
        RequestHead head = new RequestHead(request.method(), url).withHeadersOf(request);
        Deadline deadline = Deadline.in(options.httpTimeout());
        Outcome outcome = Outcome.UNREACHABLE;
        try (HttpConnection connection = HttpConnection.dial(url, options.tls(), deadline)) {
            outcome = Outcome.BROKEN;
            return connection
                    .exchange(request.method(), head, request.body(), deadline)
                    .response();
        } catch (IOException e) {
            throw AttemptException.of(e, outcome, deadline);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the node is closed");
        }
    }

    /** Notes every attempt at one request, and tells the listener. Not thread-safe. */
    private final class Journal {

        private final WsRequest request;
        private final List<Attempt> attempts = new ArrayList<>();

        Journal(WsRequest request) {
            this.request = request;
        }

        void answered(Transport transport, int connection, WsResponse response) {
            add(transport, connection, Outcome.ANSWERED, response.status(), "");
        }

        /** A panel may have repeated the token, in a close frame for one. */
        void failed(Transport transport, int connection, AttemptException failure) {
            String detail = Mask.of(options.token()).apply(failure.getMessage());
            add(transport, connection, failure.outcome(), failure.status(), detail);
        }

        private void add(Transport transport, int connection, Outcome outcome, int status, String detail) {
            String path = request.path().split("\\?", 2)[0];
            Attempt attempt = new Attempt(transport, connection, request.method(), path, outcome, status, detail);
            attempts.add(attempt);
            listener.attempted(attempt);
        }
    }
}
