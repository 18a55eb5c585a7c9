/**
 * What a panel registers: {@link io.panelws.jetty.PanelWsFilter} and its options.
 *
 * <p>A node's WebSocket handshake that reaches the filter is accepted on any path. Each message that follows becomes a
 * request that runs through the panel's own filters and servlets, and its response becomes the answer.
 */
package io.panelws.jetty;
