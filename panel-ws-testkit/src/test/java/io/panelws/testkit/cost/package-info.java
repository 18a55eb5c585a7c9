/**
 * What the whole server process pays for a request over panel-ws, beside the same request over HTTP/1.1: {@code mvn verify
 * -Pcost}. The server is a stock Jetty in a JVM of its own, its panel costs nearly nothing, and the client is made to cost
 * little, not to be like a node.
 */
package io.panelws.testkit.cost;
