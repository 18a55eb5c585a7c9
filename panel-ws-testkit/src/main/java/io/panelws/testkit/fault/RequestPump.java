package io.panelws.testkit.fault;

import io.panelws.testkit.wire.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Passes messages from a node to the panel, each once it is complete, and does what is due before. */
final class RequestPump {

    private static final Duration EVER = Duration.ofDays(1);

    private final Link link;
    private final IntFunction<Optional<Fault>> plan;
    private final Outstanding outstanding;
    private final Consumer<Fault> count;
    private final BooleanSupplier current;
    private int exchanges;

    RequestPump(
            Link link,
            IntFunction<Optional<Fault>> plan,
            Outstanding outstanding,
            Consumer<Fault> count,
            BooleanSupplier current) {
        this.link = link;
        this.plan = plan;
        this.outstanding = outstanding;
        this.count = count;
        this.current = current;
    }

    /** Runs until either side has ended its connection, or a fault has. */
    void run() throws IOException, InterruptedException {
        while (pass(message())) {
            // To the next one.
        }
    }

    /** The frames of a message; what comes between them goes ahead. */
    private List<Frame> message() throws IOException {
        List<Frame> frames = new ArrayList<>();
        while (true) {
            Frame frame = Frame.read(link.fromClient(), FaultProxy.MAX_FRAME);
            if (frame.isControl()) {
                link.toPanel(frame);
                continue;
            }
            frames.add(frame);
            if (frame.fin()) {
                return frames;
            }
        }
    }

    private boolean pass(List<Frame> frames) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        frames.forEach(frame -> text.append(frame.text()));
        if (Outstanding.isRequest(text.toString())) {
            Optional<Fault> fault = plan.apply(exchanges++).filter(f -> f.when() != When.AT_HANDSHAKE);
            boolean now = fault.isPresent() && fault.get().when() == When.ON_REQUEST;
            if (now && !survives(fault.get())) {
                return false;
            }
            outstanding.requested(text.toString(), now ? Optional.empty() : fault);
        }
        for (Frame frame : frames) {
            link.toPanel(frame);
        }
        return true;
    }

    /** Does what is due; tells whether the request is to be delivered after that. */
    private boolean survives(Fault fault) throws IOException, InterruptedException {
        count.accept(fault);
        if (fault.what() instanceof What.Delay delay) {
            return !link.fromClient().endsWithin(delay.drawn());
        }
        if (fault.what() instanceof What.Late late) {
            return link.fromClient().endsWithin(EVER) && !link.endsWithin(late.after()) && current.getAsBoolean();
        }
        if (fault.what() instanceof What.Reset) {
            link.reset();
        } else if (fault.what() instanceof What.Close close) {
            link.closeAndWait(close.code());
        } else {
            link.fromClient().dropAll();
        }
        return false;
    }
}
