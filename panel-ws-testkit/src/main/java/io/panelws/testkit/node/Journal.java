package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.util.ArrayList;
import java.util.List;

/** Notes every attempt at one request, and tells the listener. Not thread-safe. */
final class Journal {

    private final WsRequest request;
    private final AttemptListener listener;
    private final List<Attempt> attempts = new ArrayList<>();

    Journal(WsRequest request, AttemptListener listener) {
        this.request = request;
        this.listener = listener;
    }

    void answered(Transport transport, int connection, WsResponse response) {
        add(transport, connection, Outcome.ANSWERED, response.status(), "");
    }

    void failed(Transport transport, int connection, AttemptException failure) {
        add(transport, connection, failure.outcome(), failure.status(), failure.getMessage());
    }

    List<Attempt> attempts() {
        return attempts;
    }

    private void add(Transport transport, int connection, Outcome outcome, int status, String detail) {
        Attempt attempt = new Attempt(transport, connection, request.method(), path(), outcome, status, detail);
        attempts.add(attempt);
        listener.attempted(attempt);
    }

    private String path() {
        int query = request.path().indexOf('?');
        return query < 0 ? request.path() : request.path().substring(0, query);
    }
}
