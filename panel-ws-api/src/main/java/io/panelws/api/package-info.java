/**
 * The messages of the node protocol, and the codec between them and their JSON text.
 *
 * <p>A node sends {@link io.panelws.api.WsRequest}s and receives one {@link io.panelws.api.WsResponse} for each.
 * {@link io.panelws.api.WsCodec} reads and writes both, so that a panel and a node simulator share one implementation.
 * Nothing here knows of servlets, sockets or threads.
 */
package io.panelws.api;
