package io.panelws.testkit.node;

import java.util.Locale;

/** How a request travelled. */
public enum Transport {
    /** As a message over the node's one WebSocket. */
    WEBSOCKET,
    /** As a request of its own over plain HTTP, the fallback (P-14). */
    HTTP;

    /** The name as a log line shows it, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
