/**
 * What panel-ws tells the panel's operator: through SLF4J where the web application has it, else through {@link
 * java.lang.System.Logger}; never so much that it fills a disk, and nothing of a stranger's as it came.
 *
 * <p>Internal: may change in any release. The lines are described in {@code docs/logs.md}.
 */
package io.panelws.jetty.log;
