package io.panelws.testkit.panel;

/**
 * What a node pushes for one user: bytes since its last push.
 *
 * @param upload bytes from the user
 * @param download bytes to the user
 */
public record Traffic(long upload, long download) {}
