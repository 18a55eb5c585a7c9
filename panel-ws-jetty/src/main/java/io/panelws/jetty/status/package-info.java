/**
 * The page of {@link io.panelws.jetty.PanelWsStatusServlet}: what it shows, as HTML and as JSON. It knows nothing of servlets
 * and connections. Not for use by panels: it may change.
 */
package io.panelws.jetty.status;
