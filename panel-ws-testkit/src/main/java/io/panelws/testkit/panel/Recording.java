package io.panelws.testkit.panel;

import io.panelws.testkit.node.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Request;

/** What came in on one port. This class is thread-safe. */
final class Recording {

    /** Where an exchange stands among the others. */
    record Place(Transport transport, int connection, int index) {}

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

    Place place(Request request, Arrival arrival) {
        return connections.place(request, arrival);
    }

    void add(RecordedExchange exchange) {
        (exchange.index() == 0 ? handshakes : exchanges).add(exchange);
        listeners.forEach(listener -> listener.accept(exchange));
    }
}
