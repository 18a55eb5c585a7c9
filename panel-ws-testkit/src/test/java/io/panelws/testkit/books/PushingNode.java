package io.panelws.testkit.books;

import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.Fleet;
import io.panelws.testkit.node.NodeException;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A node whose only user has its own number. It never pushes the same amounts twice, but for the twins: the same body once
 * more, as a push of its own. A panel cannot tell that from a repetition as long as it has no proof that the first answer
 * arrived; so the node polls in between, and pushes the twin only when push and poll went over one connection.
 */
final class PushingNode implements Fleet.Member, AutoCloseable {

    private static final int MILLION = 1_000_000;

    private final int number;
    private final UniProxyNode node;
    private final boolean twins;
    private final SplittableRandom random;
    private final Ledger ledger = new Ledger();
    private final Tally tally;
    private long pushes;

    PushingNode(int number, Requester client, boolean twins, long seed, Tally tally) {
        this.number = number;
        this.node = new UniProxyNode(client);
        this.twins = twins;
        this.random = new SplittableRandom(seed);
        this.tally = tally;
    }

    int number() {
        return number;
    }

    Ledger ledger() {
        return ledger;
    }

    @Override
    public Duration turn() throws IOException, InterruptedException {
        Traffic traffic = new Traffic(++pushes * MILLION + random.nextInt(MILLION), random.nextInt(MILLION));
        List<Attempt> attempts = push(traffic);
        if (twins && random.nextInt(3) == 0 && polledBehind(attempts)) {
            push(traffic);
            tally.twin();
        }
        return Duration.ofMillis(100 + random.nextInt(400));
    }

    private List<Attempt> push(Traffic traffic) throws IOException, InterruptedException {
        try {
            Exchange exchange = node.pushTraffic(Map.of(number, traffic));
            tally.pushed(exchange.attempts());
            if (exchange.status() == 200) {
                ledger.certain(traffic);
            } else {
                tally.answeredOtherwise(exchange.status());
                ledger.uncertain(traffic);
            }
            return exchange.attempts();
        } catch (NodeException e) {
            tally.pushed(e.attempts());
            ledger.uncertain(traffic);
            return e.attempts();
        }
    }

    /** Polls, and tells whether that has proved to the panel that the push before was answered. */
    private boolean polledBehind(List<Attempt> pushed) throws IOException, InterruptedException {
        Attempt last = pushed.get(pushed.size() - 1);
        Attempt poll = node.pollConfig().attempts().get(0);
        return last.transport() == Transport.WEBSOCKET
                && last.status() == 200
                && poll.status() > 0
                && poll.connection() == last.connection();
    }

    @Override
    public void close() {
        node.close();
    }
}
