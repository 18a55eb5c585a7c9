package io.panelws.jetty;

/** What tests in other packages may see of the filter. */
public final class Inside {

    private Inside() {}

    /** The characters of all messages in progress. */
    public static long pendingBytes(PanelWsFilter filter) {
        return filter.pendingBytes();
    }
}
