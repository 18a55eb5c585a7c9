package io.panelws.testkit.fault;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Passes messages from the panel to a node, frame by frame as they come, and does to answers what is due. */
final class ResponsePump {

    private final Link link;
    private final DataInputStream in;
    private final Outstanding outstanding;
    private final Consumer<Fault> count;
    private final List<WireFrame> held = new ArrayList<>();

    ResponsePump(Link link, DataInputStream in, Outstanding outstanding, Consumer<Fault> count) {
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
        List<WireFrame> start = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Optional<Optional<Fault>> known = Optional.empty();
        while (known.isEmpty()) {
            WireFrame frame = nextData();
            start.add(frame);
            text.append(frame.text());
            known = outstanding.answered(text.toString(), frame.isLast());
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
        for (WireFrame frame : held) {
            link.toClient(frame.bytes());
        }
        held.clear();
    }

    /** The next frame of a message; what comes between goes ahead. */
    private WireFrame nextData() throws IOException {
        while (true) {
            WireFrame frame = WireFrame.read(in);
            if (!frame.isControl()) {
                return frame;
            }
            link.toClient(frame.bytes());
        }
    }
}
