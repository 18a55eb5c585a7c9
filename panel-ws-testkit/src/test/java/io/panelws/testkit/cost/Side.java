package io.panelws.testkit.cost;

import java.util.Locale;

/** A way to ask the same. */
enum Side {
    /** HTTP/1.1 over kept connections, to the panel with the filter of panel-ws. */
    HTTP,
    /** The same to the same servlets in a WAR without panel-ws. */
    PLAIN,
    /** Over panel-ws. */
    WEBSOCKET,
    /** The same message to a bare Jakarta endpoint, which sends it back: the floor. */
    ECHO,
    /** Over panel-ws, while many other connections are idle. */
    CROWD;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
