package io.panelws.testkit.fault;

import io.panelws.testkit.wire.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A message of the panel of which some frames are here and the others may still be written. Used once. */
final class Answer {

    private final List<Frame> start;
    private final Source rest;

    /** Where the next frame comes from. */
    @FunctionalInterface
    interface Source {
        Frame next() throws IOException;
    }

    Answer(List<Frame> start, Source rest) {
        this.start = start;
        this.rest = rest;
    }

    /** Passes everything on, each frame as it comes. */
    void sendTo(Link link) throws IOException {
        for (Frame frame : start) {
            link.toClient(frame);
        }
        sendRestTo(link);
    }

    /** The first frame, of which half is to be sent; all that follow come from {@link #sendRestTo}. */
    Frame first() {
        return start.get(0);
    }

    void sendRestBehindFirstTo(Link link) throws IOException {
        for (Frame frame : start.subList(1, start.size())) {
            link.toClient(frame);
        }
        sendRestTo(link);
    }

    /** Waits for all of it. */
    List<Frame> whole() throws IOException {
        List<Frame> frames = new ArrayList<>(start);
        while (!frames.get(frames.size() - 1).fin()) {
            frames.add(rest.next());
        }
        return frames;
    }

    private void sendRestTo(Link link) throws IOException {
        Frame frame = start.get(start.size() - 1);
        while (!frame.fin()) {
            frame = rest.next();
            link.toClient(frame);
        }
    }
}
