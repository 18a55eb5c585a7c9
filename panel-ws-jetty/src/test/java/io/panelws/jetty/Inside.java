package io.panelws.jetty;

/** What tests in other packages may see of the filter. */
public final class Inside {

    private Inside() {}

    /** The characters of all messages in progress. */
    public static long pendingBytes(PanelWsFilter filter) {
        return filter.pendingBytes();
    }

    /** Of the one filter. */
    public static Figures figures(PanelWs panelWs) {
        return panelWs.figures().get(0);
    }

    public static void observe(PanelWs panelWs, Observer observer) {
        panelWs.observers().add(observer);
    }

    /** As if a handshake had been refused. */
    public static void refused(PanelWs panelWs, RefusedHandshake handshake) {
        panelWs.observers().refused(handshake);
    }

    public static long eventsLeftOut(PanelWs panelWs) {
        return panelWs.eventsLeftOut();
    }
}
