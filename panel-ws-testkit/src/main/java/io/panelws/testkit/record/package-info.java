/**
 * A panel under test, looked at from its own side: {@link io.panelws.testkit.record.PanelServer} runs the sample panel or
 * the caller's own on Jetty, and {@link io.panelws.testkit.record.RecordingPanel} is a port of it that keeps what nodes
 * asked and what the panel answered.
 *
 * <p>Recording happens around the panel's handler, at the stream of each request: the panel's filters and servlets are
 * given the requests and responses that they are given without it.
 */
package io.panelws.testkit.record;
