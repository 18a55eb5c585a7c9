/**
 * A small UniProxy panel in plain servlets: five calls, one authentication filter, one store in memory.
 *
 * <p>It knows nothing of WebSocket, as the panels that panel-ws is made for, and uses only the Servlet API and Gson, so
 * that the same classes run embedded and from a WAR.
 */
package io.panelws.testkit.panel;
