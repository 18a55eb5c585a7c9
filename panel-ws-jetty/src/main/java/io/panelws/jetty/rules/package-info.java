/**
 * What a message may ask for, and how it becomes an HTTP request: pure functions, without servlet, socket or thread.
 *
 * <p>Internal: may change in any release.
 */
package io.panelws.jetty.rules;
