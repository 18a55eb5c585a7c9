/**
 * What the module {@code panel-ws} of a jetty-home adds to Jetty's own connector: certificates from PEM files that are read
 * again when they change, and a port for WebSocket handshakes alone.
 *
 * <p>These classes are loaded by the server, never by a WAR. They use nothing else of panel-ws, and of Jetty only what every
 * EE level and every Jetty 12 has.
 */
package io.panelws.jetty.connector;
