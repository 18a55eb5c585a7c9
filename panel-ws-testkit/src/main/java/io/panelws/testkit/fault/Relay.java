package io.panelws.testkit.fault;

import io.panelws.testkit.wire.HttpHead;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** One WebSocket through the proxy, from its handshake on. Two threads: the caller's, and one for the answers. */
final class Relay {

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

    void run(HttpHead request, URI panel, Executor threads) throws IOException, InterruptedException {
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
        link.toPanel(request.bytes(), 0, request.bytes().length);
        InputStream fromPanel = link.fromPanel();
        HttpHead answer = HttpHead.read(fromPanel);
        if (fault.isPresent() && fault.get() instanceof What.Truncate) {
            link.toClient(answer.bytes(), 0, answer.bytes().length / 2);
            return;
        }
        link.toClient(answer.bytes(), 0, answer.bytes().length);
        if (fault.isPresent() && fault.get() instanceof What.Close close) {
            link.closeAndWait(close.code());
        } else if (answer.startLine().startsWith("HTTP/1.1 101 ")) {
            Outstanding outstanding = new Outstanding();
            ResponsePump responses = new ResponsePump(link, fromPanel, outstanding, count);
            threads.execute(link.during(responses::run));
            new RequestPump(link, plan, outstanding, count, current).run();
        } else {
            Link.copy(fromPanel, link::toClient);
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
