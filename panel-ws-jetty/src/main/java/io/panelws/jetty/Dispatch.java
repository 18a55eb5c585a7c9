package io.panelws.jetty;

/** How a request that came as a message reaches the panel's servlets. */
public enum Dispatch {

    /** It runs through the whole container, as if it had come over HTTP. The default. */
    REQUEST,

    /**
     * It runs through the container up to {@link PanelWsFilter}, which forwards it: filters mapped behind ours for {@code
     * REQUEST} are skipped, an authentication filter among them, and those mapped for {@code FORWARD} run. For panels
     * whose later filters (CSRF, browser sessions) must not see nodes.
     */
    FORWARD
}
