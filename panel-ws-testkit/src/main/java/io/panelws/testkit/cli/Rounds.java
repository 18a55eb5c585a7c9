package io.panelws.testkit.cli;

import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.wire.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Does what a node does between two ticks of its clock, and prints a line for every exchange. Not thread-safe. */
final class Rounds implements AutoCloseable {

    private static final int ACTIVE_USERS = 3;

    /** One of the node's calls. */
    @FunctionalInterface
    private interface Call {
        Exchange make() throws IOException, InterruptedException;
    }

    private final PrintWriter out;
    private final UniProxyNode node;
    private final Tally tally = new Tally();
    private Attempt lastFailure;

    Rounds(NodeOptions options, PrintWriter out) {
        this.out = out;
        this.node = new UniProxyNode(new NodeClient(options, InstantSource.system(), this::attempted));
    }

    Tally tally() {
        return tally;
    }

    /** Why nothing goes over WebSocket, and what to look at; empty when something did. */
    Optional<String> trouble() {
        return Optional.ofNullable(lastFailure)
                .filter(attempt -> tally.isNothingOverWebSocket())
                .map(Rounds::usualCause);
    }

    private static String usualCause(Attempt attempt) {
        String cause =
                switch (attempt.outcome()) {
                    case REFUSED -> ofRefusal(attempt.status());
                    case UNREACHABLE ->
                        "No WebSocket server answers there. Are host, port and ws or wss of --url right,"
                                + " and does a firewall let them through?";
                    default ->
                        "A WebSocket was opened, and no answer came. Does something on the way cut connections, or is"
                                + " the panel overloaded?";
                };
        return "Nothing went over WebSocket: " + attempt.detail() + ". " + cause;
    }

    private static String ofRefusal(int status) {
        return switch (status) {
            case 401, 403 -> "The panel does not know this node: look at the token, --node-type and --node-id.";
            case 502, 503, 504 -> "The panel, or a proxy before it, is overloaded, starting or stopping: try again.";
            default ->
                "The usual cause is a proxy that does not pass on the headers Upgrade and Connection. The next:"
                        + " panel-ws is not mapped to the path of --url, which must begin with the panel's context path.";
        };
    }

    /** Polls everything, then reports invented traffic of the first users. */
    void run() throws InterruptedException {
        make(node::pollConfig);
        make(node::pollUsers);
        make(node::pollAliveList);
        make(() -> node.pushTraffic(forEachActive(user -> new Traffic(1_000L * user, 10_000L * user))));
        make(() -> node.reportAlive(forEachActive(user -> List.of("203.0.113." + user % 256))));
    }

    @Override
    public void close() {
        node.close();
    }

    private <T> Map<Integer, T> forEachActive(Function<Integer, T> value) {
        return node.userIds().stream().limit(ACTIVE_USERS).collect(Collectors.toMap(user -> user, value));
    }

    private void make(Call call) throws InterruptedException {
        try {
            Exchange exchange = call.make();
            tally.add(exchange);
            out.println(line(exchange));
        } catch (IOException e) {
            tally.addUnanswered();
            out.println("failed: " + e.getMessage());
        }
        out.flush();
    }

    private void attempted(Attempt attempt) {
        if (attempt.outcome() != Outcome.ANSWERED) {
            if (attempt.transport() == Transport.WEBSOCKET) {
                lastFailure = attempt;
            }
            out.println("  " + attempt.transport() + " " + attempt.method() + " " + attempt.path() + ": "
                    + attempt.detail());
        }
    }

    private static String line(Exchange exchange) {
        String line = "%s %s %s %d %d bytes %d ms"
                .formatted(
                        exchange.transport(),
                        exchange.request().method(),
                        exchange.request().path(),
                        exchange.status(),
                        exchange.response().bodyBuffer().remaining(),
                        exchange.took().toMillis());
        return exchange.isSuccess() ? line : line + ": " + Printable.line(exchange.text());
    }
}
