package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What both generations do until a request is answered (P-13, P-14): twice over WebSocket where a connection breaks, once
 * where there is none to be had, all within one deadline; then plain HTTP, alone while the cooldown lasts. Thread-safe.
 */
final class Attempts {

    private final NodeOptions options;
    private final AttemptListener listener;
    private final Cooldown cooldown;
    private final Optional<SharedHttp> given;

    // Guarded by this.
    private Optional<SharedHttp> own = Optional.empty();
    private boolean closed;

    Attempts(NodeOptions options, InstantSource clock, AttemptListener listener, Optional<SharedHttp> http) {
        this.options = options;
        this.listener = listener;
        this.cooldown = new Cooldown(clock);
        this.given = http;
    }

    Exchange exchange(WsRequest request, Lines lines) throws NodeException, InterruptedException {
        checkOpen();
        Journal journal = new Journal(request, listener);
        long start = System.nanoTime();
        Optional<WsResponse> overWebSocket =
                cooldown.lasts() ? Optional.empty() : overWebSocket(request, lines, journal);
        Transport transport = overWebSocket.isPresent() ? Transport.WEBSOCKET : Transport.HTTP;
        WsResponse response = overWebSocket.isPresent()
                ? overWebSocket.get()
                : new HttpFallback(options, http()).exchange(request, journal);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Exchange(request, transport, response, took, journal.attempts());
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
        cooldown.begin();
        return Optional.empty();
    }

    private synchronized SharedHttp http() {
        checkOpen();
        if (given.isPresent()) {
            return given.get();
        }
        SharedHttp http = own.orElseGet(SharedHttp::new);
        own = Optional.of(http);
        return http;
    }

    private synchronized void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the node is closed");
        }
    }

    synchronized void close() {
        closed = true;
        own.ifPresent(SharedHttp::close);
        own = Optional.empty();
    }
}
