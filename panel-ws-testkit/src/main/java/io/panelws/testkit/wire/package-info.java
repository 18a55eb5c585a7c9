/**
 * What travels between a node and a panel, byte by byte: frames (RFC 6455), the opening handshake, HTTP/1.1 (RFC 9112), TLS
 * and the addresses that are asked. The node simulator, the fault proxy, the probe and the bench all read and write with
 * these; whoever tests a panel needs none of them but {@link io.panelws.testkit.wire.Tls}.
 *
 * <p>It has no threads: what blocks does so on the caller's.
 */
package io.panelws.testkit.wire;
