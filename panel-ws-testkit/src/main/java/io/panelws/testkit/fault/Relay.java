package io.panelws.testkit.fault;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** One WebSocket through the proxy, from its handshake on. Two threads: the caller's, and one for the answers. */
final class Relay {

    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Link link;
    private final IntFunction<Optional<Fault>> plan;
    private final Consumer<Fault> count;
    private final BooleanSupplier current;

    /** The last one tells whether connections still go to the same panel. */
    Relay(Link link, IntFunction<Optional<Fault>> plan, Consumer<Fault> count, BooleanSupplier current) {
        this.link = link;
        this.plan = plan;
        this.count = count;
        this.current = current;
    }

    void run(HttpHead request, InetSocketAddress panel, Executor threads) throws IOException, InterruptedException {
        Optional<What> fault = plan.apply(0)
                .filter(f -> f.when() == When.AT_HANDSHAKE)
                .map(f -> {
                    count.accept(f);
                    return f.what();
                });
        if (fault.isPresent() && !survives(fault.get())) {
            return;
        }
        link.dial(panel);
        link.toPanel(request.bytes(), request.bytes().length);
        DataInputStream fromPanel = link.fromPanel();
        HttpHead answer = HttpHead.read(fromPanel);
        if (fault.isPresent() && fault.get() instanceof What.Truncate) {
            link.toClient(answer.bytes(), 0, answer.bytes().length / 2);
            return;
        }
        link.toClient(answer.bytes());
        if (fault.isPresent() && fault.get() instanceof What.Close close) {
            link.close(close.code());
            link.fromClient().endsWithin(GOODBYE);
        } else if (answer.isUpgraded()) {
            Outstanding outstanding = new Outstanding();
            ResponsePump responses = new ResponsePump(link, fromPanel, outstanding, count);
            threads.execute(Pipe.until(link, responses::run));
            new RequestPump(link, plan, outstanding, count, current).run();
        } else {
            Pipe.copy(fromPanel, link::toClient);
        }
    }

    /** Does what is due before the handshake reaches the panel; tells whether it is to reach it. */
    private boolean survives(What what) {
        if (what instanceof What.Delay delay) {
            return !link.fromClient().endsWithin(delay.drawn());
        }
        if (what instanceof What.Reset) {
            link.reset();
        } else if (what instanceof What.Stall) {
            link.fromClient().dropAll();
        }
        return what instanceof What.Close || what instanceof What.Truncate;
    }
}
