/**
 * The {@code panel-ws} command line: a sample panel, a node, and both at once. Not an API; its options and exit statuses
 * are what one may rely on.
 */
package io.panelws.testkit.cli;
