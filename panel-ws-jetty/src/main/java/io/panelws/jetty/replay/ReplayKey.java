package io.panelws.jetty.replay;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What two {@code POST}s have in common of which the second may be the first one sent again.
 *
 * @param node the account of the node, see {@link #node}
 * @param request what it asks for, see {@link #request}
 */
public record ReplayKey(String node, String request) {

    private static final String TYPE = "node_type";
    private static final String ID = "node_id";

    /** The longest empty report; what has more characters is none. */
    private static final int LONGEST_EMPTY = "null".length();

    /**
     * The account of whoever sends a request: a digest of node type, node id and everything by which a panel may tell
     * whether they are its own (the {@code token} parameter, {@code Authorization}, {@code Cookie}, headers of the panel's
     * own, the client's certificate). A stranger that gives a node's name without its credentials has an account of its
     * own, where it finds nothing and spoils nothing.
     *
     * @param query the query without its question mark, empty for none
     * @param header the values of a header in order, by its name in lower case; an empty list for none
     * @param credentialHeaders names of the headers beside those two that say who it is, in any case
     * @param certificate the client's certificate of the TLS connection, as it was encoded
     * @return the account in base64url; empty unless the query has a {@code node_type} and a {@code node_id}
     */
    public static Optional<String> node(
            String query,
            Function<String, List<String>> header,
            Collection<String> credentialHeaders,
            Optional<byte[]> certificate) {
        if (!mayNameNode(query)) {
            return Optional.empty();
        }
        Parameters parameters = Parameters.of(query);
        String type = parameters.first(TYPE);
        String id = parameters.first(ID);
        if (type.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        Digest digest = new Digest().add(type).add(id).add(parameters.values("token"));
        TreeSet<String> names = new TreeSet<>(List.of("authorization", "cookie"));
        credentialHeaders.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        names.forEach(name -> digest.add(name).add(header.apply(name)));
        certificate.ifPresent(digest::add);
        return Optional.of(digest.toBase64Url());
    }

    /** A cheap look for the many queries that are no node's. */
    private static boolean mayNameNode(String query) {
        return query.contains(TYPE + "=") && query.contains(ID + "=") || query.indexOf('%') >= 0;
    }

    /**
     * What a request asks for: a digest of method, path, query with the node's name in it, and body. It is the same over
     * WebSocket and plain HTTP, in every process, and from release to release: it may be stored.
     *
     * @param method the method
     * @param path the path with the context's, as in a URI
     * @param query the query, whose parameters may be in any order
     * @param body the body; its position does not move
     * @return the key in base64url, 43 characters
     */
    public static String request(String method, String path, String query, ByteBuffer body) {
        MessageDigest digest = Digest.sha256();
        digest.update(body.duplicate());
        return request(method, path, query, digest.digest());
    }

    /** The same for a body of which only the SHA-256 is left. */
    static String request(String method, String path, String query, byte[] bodyDigest) {
        List<Parameters.Parameter> parameters = Parameters.of(query).sorted();
        Digest digest = new Digest().add(method).add(path).count(parameters.size());
        parameters.forEach(parameter -> digest.add(parameter.name()).add(parameter.value()));
        return digest.add(bodyDigest).toBase64Url();
    }

    /**
     * Tells whether a report says nothing: <code>{}</code>, {@code []}, {@code null} or blank. Executing it twice does no
     * harm, and equal ones are common, so it is never taken for a repetition.
     *
     * @param body the body; its position does not move
     * @return true when there is nothing in it
     */
    public static boolean isEmptyReport(ByteBuffer body) {
        StringBuilder text = new StringBuilder();
        for (int i = body.position(); i < body.limit() && text.length() <= LONGEST_EMPTY; i++) {
            byte b = body.get(i);
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                text.append((char) b);
            }
        }
        return List.of("", "{}", "[]", "null").contains(text.toString());
    }
}
