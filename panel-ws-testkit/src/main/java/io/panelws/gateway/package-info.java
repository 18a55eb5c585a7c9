/**
 * {@code panel-ws gateway}: nodes connect over WebSocket, and each message becomes a plain HTTP request to a panel in any
 * language.
 *
 * <p>It has no engine of its own: {@link io.panelws.jetty.PanelWsFilter}, as in a WAR, stands in front of Jetty's reverse
 * proxy servlet. {@link io.panelws.gateway.Gateway} puts the two together, {@link io.panelws.gateway.PanelProxy} says what the
 * panel and the node see of each other. May change from release to release: use the command.
 *
 * <p>It lives beside the testkit and not in it, since it serves real nodes; and in this module and in no other because this is
 * the module that builds {@code panel-ws.jar}, and {@code panel-ws-jetty} has no dependencies.
 */
package io.panelws.gateway;
