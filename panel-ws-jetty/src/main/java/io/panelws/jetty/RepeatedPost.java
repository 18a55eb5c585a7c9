package io.panelws.jetty;

/**
 * A {@code POST} that a node has sent again and that was not executed twice.
 *
 * @param type the {@code node_type}
 * @param id the {@code node_id}
 * @param remoteAddress where it came from
 * @param path its path, without query, and cut where it is long
 * @param overWebSocket whether it came as a message, or over plain HTTP
 */
public record RepeatedPost(String type, String id, String remoteAddress, String path, boolean overWebSocket) {}
