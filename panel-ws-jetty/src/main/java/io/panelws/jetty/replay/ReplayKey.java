package io.panelws.jetty.replay;

import io.panelws.jetty.rules.QueryParameters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What makes two requests of a node the same: method, path and query, which names the node, credentials and the body.
 *
 * @param scope a SHA-256 digest of method, path, the query's parameters in a fixed order and credentials, in hex
 * @param body a SHA-256 digest of the body, in hex
 */
public record ReplayKey(String scope, String body) {

    /**
     * Digests method, path, query and credentials.
     *
     * @param method the method
     * @param path the path with the context's, as in a URI
     * @param query the query, whose parameters may be in any order
     * @param authorization the {@code Authorization} header, empty for none: where the query is no secret, this is what
     *     keeps a stranger from being given a node's answer
     * @return the scope
     */
    public static String scope(String method, String path, String query, String authorization) {
        String text = method + "\n" + path + "\n" + authorization + "\n" + QueryParameters.sorted(query);
        return digest(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Completes a scope.
     *
     * @param scope the scope
     * @param body the body; its position does not move
     * @return the key
     */
    public static ReplayKey of(String scope, ByteBuffer body) {
        return new ReplayKey(scope, digest(body.duplicate()));
    }

    private static String digest(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
