package io.panelws.testkit.node;

/**
 * What one user moved through the node since the last push.
 *
 * @param upload bytes from the user
 * @param download bytes to the user
 */
public record Traffic(long upload, long download) {}
