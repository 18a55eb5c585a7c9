package io.panelws.testkit.node;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** Where a node connects to and how, for tools that speak the protocol byte by byte. Stateless. */
public final class NodeSocket {

    private NodeSocket() {}

    /**
     * The address of a handshake: the {@code WsURL}, the path behind it, the node's query (P-1, P-3).
     *
     * @param node the panel's address, and who the node is
     * @param path a path as a message has it; raw non-ASCII characters are escaped
     * @return a {@code ws} or {@code wss} URL that holds the token
     */
    public static URI webSocketUrl(NodeOptions node, String path) {
        return NodeUrl.of(node.wsUrl(), path, node);
    }

    /**
     * The address of the same call over HTTP.
     *
     * @param node the panel's address, and who the node is
     * @param path a path as a message has it; raw non-ASCII characters are escaped
     * @return an {@code http} or {@code https} URL that holds the token
     */
    public static URI httpUrl(NodeOptions node, String path) {
        return NodeUrl.of(node.apiUrl(), path, node);
    }

    /**
     * Connects, with TLS where the URL's scheme ends with an {@code s}: 1.2 or later, the host's name checked.
     *
     * @param url a {@code ws}, {@code wss}, {@code http} or {@code https} URL
     * @param timeout for TCP and TLS together
     * @return the connected socket, without a read timeout
     * @throws IOException when there is no connection in time
     */
    public static Socket dial(URI url, Duration timeout) throws IOException {
        URI dialled = url.getScheme().startsWith("http")
                ? URI.create("ws" + url.toString().substring("http".length()))
                : url;
        Deadline deadline = Deadline.in(timeout);
        Socket socket = new Socket();
        try {
            return deadline.bound(socket, () -> Dialler.connect(socket, dialled, deadline));
        } catch (IOException | AttemptException e) {
            socket.close();
            throw deadline.isOver() ? new IOException("no connection in time", e) : new IOException(reason(e), e);
        }
    }

    private static String reason(Exception e) {
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null ? name : name + ": " + e.getMessage();
    }
}
