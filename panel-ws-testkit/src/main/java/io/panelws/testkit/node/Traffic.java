package io.panelws.testkit.node;

/**
 * What one user moved through a node since its last push.
 *
 * @param upload bytes from the user
 * @param download bytes to the user
 */
public record Traffic(long upload, long download) {

    Traffic plus(Traffic more) {
        return new Traffic(upload + more.upload, download + more.download);
    }
}
