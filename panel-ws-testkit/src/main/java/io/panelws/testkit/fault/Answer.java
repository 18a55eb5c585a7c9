package io.panelws.testkit.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A message of the panel of which some frames are here and the others may still be written. Used once. */
final class Answer {

    private final List<WireFrame> start;
    private final Source rest;

    /** Where the next frame comes from. */
    @FunctionalInterface
    interface Source {
        WireFrame next() throws IOException;
    }

    Answer(List<WireFrame> start, Source rest) {
        this.start = start;
        this.rest = rest;
    }

    /** Passes everything on, each frame as it comes. */
    void sendTo(Link link) throws IOException {
        for (WireFrame frame : start) {
            link.toClient(frame.bytes());
        }
        sendRestTo(link);
    }

    /** The first frame, of which half is to be sent; all that follow come from {@link #sendRestTo}. */
    WireFrame first() {
        return start.get(0);
    }

    void sendRestBehindFirstTo(Link link) throws IOException {
        for (WireFrame frame : start.subList(1, start.size())) {
            link.toClient(frame.bytes());
        }
        sendRestTo(link);
    }

    /** Waits for all of it. */
    List<WireFrame> whole() throws IOException {
        List<WireFrame> frames = new ArrayList<>(start);
        while (!frames.get(frames.size() - 1).isLast()) {
            frames.add(rest.next());
        }
        return frames;
    }

    private void sendRestTo(Link link) throws IOException {
        WireFrame frame = start.get(start.size() - 1);
        while (!frame.isLast()) {
            frame = rest.next();
            link.toClient(frame.bytes());
        }
    }
}
