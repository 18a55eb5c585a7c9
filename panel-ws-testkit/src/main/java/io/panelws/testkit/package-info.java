/**
 * What one needs to try panel-ws without a panel or a node of one's own: {@link io.panelws.testkit.SamplePanel} serves the
 * node API on Jetty, {@link io.panelws.testkit.node.UniProxyNode} uses it as a node does.
 */
package io.panelws.testkit;
