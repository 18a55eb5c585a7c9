package io.panelws.testkit.panel;

import io.panelws.jetty.PanelWsFilter;
import io.panelws.testkit.node.Transport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** What came in on one port. This class is thread-safe. */
final class Recording {

    /** Where an exchange stands among the others. */
    record Place(Transport transport, int connection, int index) {}

    /** How a request came to the panel. */
    private enum Arrival {
        HANDSHAKE,
        MESSAGE,
        HTTP;

        static Arrival of(Request request) {
            if (request.getAttribute(PanelWsFilter.MESSAGE_ATTRIBUTE) != null) {
                return MESSAGE;
            }
            return request.getHeaders().contains(HttpHeader.UPGRADE, "websocket") ? HANDSHAKE : HTTP;
        }

        Transport transport() {
            return this == MESSAGE ? Transport.WEBSOCKET : Transport.HTTP;
        }
    }

    /**
     * Counts connections, and the requests of each. A connection is known by the node's address and port, which its
     * handshake and its messages share; the address of a connection that is gone may come again, with another id of Jetty's.
     *
     * <p>This class is thread-safe.
     */
    private static final class ConnectionNumbers {

        private static final class Count {
            private final String id;
            private final int connection;
            private int requests;

            Count(String id, int connection) {
                this.id = id;
                this.connection = connection;
            }
        }

        private final Map<String, Count> byAddress = new HashMap<>();
        private int connections;

        synchronized Place place(Request request, Arrival arrival) {
            String address = Request.getRemoteAddr(request) + ":" + Request.getRemotePort(request);
            String id = request.getConnectionMetaData().getId();
            Count count = byAddress.get(address);
            boolean known = count != null && (arrival == Arrival.MESSAGE || count.id.equals(id));
            if (!known) {
                count = new Count(id, ++connections);
                byAddress.put(address, count);
            }
            int index = arrival == Arrival.HANDSHAKE ? 0 : ++count.requests;
            return new Place(arrival.transport(), count.connection, index);
        }
    }

    private static final int SHOWN = 5;

    private final Backlog exchanges = new Backlog();
    private final Backlog handshakes = new Backlog();
    private final ConnectionNumbers connections = new ConnectionNumbers();
    private final List<Consumer<RecordedExchange>> listeners = new CopyOnWriteArrayList<>();

    List<RecordedExchange> exchanges() {
        return exchanges.all();
    }

    RecordedExchange takeExchange(Duration timeout) throws InterruptedException {
        return exchanges.take(timeout, () -> nothing("exchange", timeout));
    }

    RecordedExchange takeHandshake(Duration timeout) throws InterruptedException {
        return handshakes.take(timeout, () -> nothing("handshake", timeout));
    }

    /** A node that got an answer all the same, or none, is told of by what was recorded beside. */
    private String nothing(String what, Duration timeout) {
        return "no " + what + " within " + timeout.toMillis() + " ms; there is " + list("exchange", exchanges) + " and "
                + list("handshake", handshakes) + ". What panel-ws answers without asking the panel is not recorded";
    }

    private static String list(String what, Backlog backlog) {
        List<RecordedExchange> waiting = backlog.all();
        String shown = waiting.stream()
                .limit(SHOWN)
                .map(exchange ->
                        exchange.request().method() + " " + exchange.request().path() + " -> "
                                + exchange.response().status())
                .collect(Collectors.joining(", "));
        return (waiting.isEmpty() ? "no " + what : waiting.size() + " " + what + "(s): " + shown) + " ("
                + backlog.taken() + " taken before)";
    }

    void listen(Consumer<RecordedExchange> listener) {
        listeners.add(listener);
    }

    Place place(Request request) {
        return connections.place(request, Arrival.of(request));
    }

    void add(RecordedExchange exchange) {
        (exchange.index() == 0 ? handshakes : exchanges).add(exchange);
        listeners.forEach(listener -> listener.accept(exchange));
    }
}
