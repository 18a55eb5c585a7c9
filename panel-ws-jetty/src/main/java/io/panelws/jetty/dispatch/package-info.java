/**
 * The seam between the protocol and the container: {@link io.panelws.jetty.dispatch.Dispatcher}, without a Jetty type.
 *
 * <p>Internal: may change in any release.
 */
package io.panelws.jetty.dispatch;
