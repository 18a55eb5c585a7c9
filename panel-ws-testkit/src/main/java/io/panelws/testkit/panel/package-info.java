/**
 * Panels to test against.
 *
 * <p>{@link io.panelws.testkit.panel.SamplePanel} is a small UniProxy panel in plain servlets: five calls, one authentication
 * filter, one store in memory. It knows nothing of WebSocket, as the panels that panel-ws is made for, and uses only the
 * Servlet API and Gson, so that the same classes run embedded and from a WAR.
 *
 * <p>{@link io.panelws.testkit.panel.PanelServer} runs it, or the caller's own panel, on Jetty, and
 * {@link io.panelws.testkit.panel.RecordingPanel} is a port of it that keeps what nodes asked and what the panel answered.
 * Recording happens around the panel's handler, at the stream of each request: the panel's filters and servlets are given
 * the requests and responses that they are given without it.
 */
package io.panelws.testkit.panel;
