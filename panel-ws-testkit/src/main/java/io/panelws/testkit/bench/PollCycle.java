package io.panelws.testkit.bench;

import io.panelws.api.WsRequest;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeException;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.UniProxyNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What one node asks, again and again in the same order: settings, users and who is online, the first two with the entity
 * tag of their last answer (P-10), so that most answers are 304. With writes, traffic and addresses of the first users
 * follow. Not thread-safe.
 */
final class PollCycle {

    private static final int ACTIVE_USERS = 3;

    /** One of the node's calls. */
    @FunctionalInterface
    private interface Call {
        Exchange make() throws IOException, InterruptedException;
    }

    private final UniProxyNode node = new UniProxyNode(new Way());
    private final List<Call> calls;
    private int position;
    private Requester way;

    /**
     * Begins with the settings.
     *
     * @param writes whether to push
     * @param amounts gives the bytes of each push, never the same twice: a repeated amount looks like a repeated push
     */
    PollCycle(boolean writes, LongSupplier amounts) {
        List<Call> polls = List.of(node::pollConfig, node::pollUsers, node::pollAliveList);
        calls = writes
                ? List.of(
                        polls.get(0),
                        polls.get(1),
                        polls.get(2),
                        () -> node.pushTraffic(forEachActive(new Traffic(amounts.getAsLong(), 0))),
                        () -> node.reportAlive(forEachActive(List.of("203.0.113.7"))))
                : polls;
    }

    /** What has to be asked once before the answers are those of a running node; ends with the first error. */
    Exchange first(Requester over) throws IOException, InterruptedException {
        way = over;
        Exchange config = node.pollConfig();
        return config.isSuccess() ? node.pollUsers() : config;
    }

    /** Makes the call whose turn it is. */
    Exchange next(Requester over) throws IOException, InterruptedException {
        way = over;
        Call call = calls.get(position);
        position = (position + 1) % calls.size();
        return call.make();
    }

    private <T> Map<Integer, T> forEachActive(T value) {
        return node.userIds().stream().limit(ACTIVE_USERS).collect(Collectors.toMap(Function.identity(), id -> value));
    }

    /** Today's connection: the node outlives it. */
    private final class Way implements Requester {

        @Override
        public Exchange exchange(WsRequest request) throws NodeException, InterruptedException {
            return way.exchange(request);
        }

        @Override
        public void close() {
            // Whoever has made it closes it.
        }
    }
}
