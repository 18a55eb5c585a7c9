/**
 * A node in Java, of either generation: what the V2bX node program does on the wire, rules P-1 to P-18.
 *
 * <p>{@link io.panelws.testkit.node.UniProxyNode} makes the five calls of a node and is all that most tests need.
 * {@link io.panelws.testkit.node.Requester} carries any request, over WebSocket or plain HTTP, and shows every attempt: one
 * after the other without an {@code id} as generation 1 does ({@link io.panelws.testkit.node.NodeClient}), several at a time
 * as generation 2 does, which the panel may ask too ({@link io.panelws.testkit.node.ConcurrentNodeClient}).
 * {@link io.panelws.testkit.node.Fleet} runs many.
 */
package io.panelws.testkit.node;
