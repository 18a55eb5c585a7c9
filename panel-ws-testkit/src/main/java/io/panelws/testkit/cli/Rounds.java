package io.panelws.testkit.cli;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeException;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.TrafficQuery;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.wire.Mask;
import io.panelws.testkit.wire.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
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

    /** Nobody is there to try further with. The message is one sentence. */
    static final class NoConnectionException extends Exception {

        private static final long serialVersionUID = 1;

        private NoConnectionException(String sentence) {
            super(sentence);
        }
    }

    private final PrintWriter out;
    private final boolean writes;
    private final String where;
    private final Mask mask;
    private final UniProxyNode node;
    private final Tally tally = new Tally();
    private final TrafficQuery query;

    /** What is not printed before it is clear that there is a panel. */
    private final List<String> held = new ArrayList<>();

    private volatile Optional<Attempt> lastFailure = Optional.empty();
    private boolean abandoned;

    Rounds(NodeOptions options, int generation, boolean writes, PrintWriter out) {
        this.out = out;
        this.writes = writes;
        this.where = options.wsUrl().getRawAuthority();
        this.mask = Mask.of(options.token());
        this.node = new UniProxyNode(
                Requester.of(options, generation, InstantSource.system(), this::attempted, this::asked));
        this.query = new TrafficQuery(options.nodeType() + "-" + options.nodeId(), this::traffic);
    }

    Tally tally() {
        return tally;
    }

    /** Why nothing goes over WebSocket, and what to look at; empty when something did. */
    Optional<String> trouble() {
        return lastFailure.filter(attempt -> tally.isNothingOverWebSocket()).map(Rounds::usualCause);
    }

    /** Everything was answered as it should be, and not all of it over HTTP. */
    boolean isRight() {
        return tally.isSuccess() && !tally.isNothingOverWebSocket();
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

    /** Polls everything, then reports invented traffic of the first users where it may. */
    void run() throws NoConnectionException, InterruptedException {
        make(node::pollConfig);
        make(node::pollUsers);
        make(node::pollAliveList);
        if (writes) {
            make(() -> node.pushTraffic(traffic()));
            make(() -> node.reportAlive(forEachActive(user -> List.of("203.0.113." + user % 256))));
        }
    }

    /** What was left alone in the middle ends with the process: closing would wait for it. */
    @Override
    public void close() {
        if (!abandoned) {
            node.close();
        }
    }

    private Map<Integer, Traffic> traffic() {
        return writes ? forEachActive(user -> new Traffic(1_000L * user, 10_000L * user)) : Map.of();
    }

    private <T> Map<Integer, T> forEachActive(Function<Integer, T> value) {
        return node.userIds().stream().limit(ACTIVE_USERS).collect(Collectors.toMap(user -> user, value));
    }

    private void make(Call call) throws NoConnectionException, InterruptedException {
        try {
            Exchange exchange = CtrlC.interruptibly(call::make);
            release();
            tally.add(exchange);
            out.println(line(exchange));
        } catch (NodeException e) {
            if (tally.isEmpty() && lastFailure.map(Rounds::isNoConnection).orElse(false)) {
                throw new NoConnectionException("no connection to " + where + ": "
                        + lastFailure.get().detail().replaceFirst("^no connection: ", ""));
            }
            release();
            tally.addUnanswered();
            Attempt last = e.attempts().get(0);
            out.println("failed: " + last.method() + " " + last.path() + " has no answer over either transport");
        } catch (IOException e) {
            release();
            tally.addUnanswered();
            out.println("failed: " + shown(e.getMessage()));
        } catch (InterruptedException e) {
            abandoned = true;
            throw e;
        }
        out.flush();
    }

    private void attempted(Attempt attempt) {
        if (attempt.outcome() == Outcome.ANSWERED) {
            return;
        }
        if (attempt.transport() == Transport.WEBSOCKET) {
            lastFailure = Optional.of(attempt);
        }
        held.add("  " + attempt.transport() + " " + attempt.method() + " " + attempt.path() + ": "
                + shown(attempt.detail()));
        // The first exchange may end with a single sentence, but nobody should wait a minute for it.
        if (!tally.isEmpty() || attempt.outcome() == Outcome.TIMED_OUT) {
            release();
        }
    }

    private void release() {
        held.forEach(out::println);
        held.clear();
        out.flush();
    }

    private WsResponse asked(WsRequest request) {
        WsResponse response = query.apply(request);
        out.println("panel %s %s %d %d bytes"
                .formatted(
                        shown(request.method()),
                        shown(request.path()),
                        response.status(),
                        response.bodyBuffer().remaining()));
        out.flush();
        return response;
    }

    private static boolean isNoConnection(Attempt attempt) {
        return attempt.outcome() == Outcome.UNREACHABLE || attempt.outcome() == Outcome.TIMED_OUT;
    }

    /** Part of a line, whoever wrote it. */
    private String shown(String text) {
        return Printable.line(mask.apply(text));
    }

    private String line(Exchange exchange) {
        String line = "%s %s %s %d %d bytes %d ms"
                .formatted(
                        exchange.transport(),
                        exchange.request().method(),
                        exchange.request().path(),
                        exchange.status(),
                        exchange.response().bodyBuffer().remaining(),
                        exchange.took().toMillis());
        return exchange.isSuccess() ? line : line + ": " + shown(exchange.text());
    }
}
