package io.panelws.testkit.fault;

import io.panelws.testkit.wire.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Passes messages from the panel to a node, frame by frame as they come, and does to answers what is due. */
final class ResponsePump {

    private final Link link;
    private final InputStream in;
    private final Outstanding outstanding;
    private final Consumer<Fault> count;
    private final List<Frame> held = new ArrayList<>();

    ResponsePump(Link link, InputStream in, Outstanding outstanding, Consumer<Fault> count) {
        this.link = link;
        this.in = in;
        this.outstanding = outstanding;
        this.count = count;
    }

    /** Runs until either side has ended its connection, or a fault has. */
    void run() throws IOException, InterruptedException {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = message();
        }
    }

    private boolean message() throws IOException, InterruptedException {
        List<Frame> start = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Optional<Optional<Fault>> known = Optional.empty();
        while (known.isEmpty()) {
            Frame frame = nextData();
            start.add(frame);
            text.append(frame.text());
            known = outstanding.answered(text.toString(), frame.fin());
        }
        Answer answer = new Answer(start, this::nextData);
        if (known.get().isEmpty()) {
            answer.sendTo(link);
            sendHeld();
            return true;
        }
        count.accept(known.get().get());
        return new Ending(link, answer, held::addAll).afterFault(known.get().get());
    }

    private void sendHeld() throws IOException {
        for (Frame frame : held) {
            link.toClient(frame);
        }
        held.clear();
    }

    /** The next frame of a message; what comes between goes ahead. */
    private Frame nextData() throws IOException {
        while (true) {
            Frame frame = Frame.read(in, FaultProxy.MAX_FRAME);
            if (!frame.isControl()) {
                return frame;
            }
            link.toClient(frame);
        }
    }
}
