/**
 * One connection of a node: reading messages, the order of answers, and sending them.
 *
 * <p>Internal: may change in any release.
 */
package io.panelws.jetty.endpoint;
