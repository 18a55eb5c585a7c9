/**
 * A node of generation 1 in Java: what the V2bX node program does on the wire, rules P-1 to P-17.
 *
 * <p>{@link io.panelws.testkit.node.NodeClient} carries one request after the other over WebSocket or plain HTTP and shows
 * every attempt; {@link io.panelws.testkit.node.UniProxyNode} makes the five calls with it. Both need the JDK and the
 * codec of panel-ws-api alone.
 */
package io.panelws.testkit.node;
