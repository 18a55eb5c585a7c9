package io.panelws.testkit.cost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Many nodes that are connected and silent, as nodes nearly always are. */
final class Crowd {

    private static final int FIRST_SOURCE = 2;
    private static final int SOURCES = 250;

    private final Dialer dialer;
    private final List<WebSocketLink> idle = new ArrayList<>();
    private int size;
    private int times;

    Crowd(Dialer dialer, int size) {
        this.dialer = dialer;
        this.size = size;
    }

    /** Each time from another address: the ports of the last one wait for the end of TIME_WAIT. */
    void arrive() {
        String source = "127.0.0." + (FIRST_SOURCE + times++ % SOURCES);
        try {
            while (idle.size() < size) {
                idle.add(dialer.idle(source));
            }
        } catch (IOException e) {
            System.out.println(idle.size() + " idle connections instead of " + size + ": " + e.getMessage());
            size = idle.size();
        }
    }

    void leave() throws IOException {
        for (WebSocketLink link : idle) {
            link.leave();
        }
        idle.clear();
    }
}
