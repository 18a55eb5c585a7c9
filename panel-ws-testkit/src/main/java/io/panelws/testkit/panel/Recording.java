package io.panelws.testkit.panel;

import io.panelws.testkit.node.Transport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;

/** What came in on one port. This class is thread-safe. */
final class Recording {

    /** Where an exchange stands among the others. */
    record Place(Transport transport, int connection, int index) {}

    private final Backlog exchanges = new Backlog();
    private final Backlog handshakes = new Backlog();
    private final ConnectionNumbers connections = new ConnectionNumbers();
    private final List<Consumer<RecordedExchange>> listeners = new CopyOnWriteArrayList<>();

    Backlog exchanges() {
        return exchanges;
    }

    Backlog handshakes() {
        return handshakes;
    }

    void listen(Consumer<RecordedExchange> listener) {
        listeners.add(listener);
    }

    Place place(Request request, Arrival arrival) {
        return connections.place(request, arrival);
    }

    void add(RecordedExchange exchange) {
        (exchange.index() == 0 ? handshakes : exchanges).add(exchange);
        listeners.forEach(listener -> listener.accept(exchange));
    }
}
