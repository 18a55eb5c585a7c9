package io.panelws.testkit.bench;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.testkit.node.NodeOptions;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** One HTTP/1.1 connection, for one request after the other. Not thread-safe. */
final class HttpConnection {

    private final Socket socket;
    private final BufferedInputStream in;
    private final HttpRequestText text;
    private final int timeout;
    private long lastUse = System.nanoTime();
    private boolean kept = true;

    private HttpConnection(Socket socket, NodeOptions options, int timeout) throws IOException {
        this.socket = socket;
        this.timeout = timeout;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.text = new HttpRequestText(options);
        socket.setSoTimeout(timeout);
    }

    static HttpConnection dial(NodeOptions options) throws IOException {
        int timeout =
                (int) Math.min(Integer.MAX_VALUE, Math.max(1, options.timeout().toMillis()));
        return new HttpConnection(HttpSocket.connect(options.apiUrl(), timeout), options, timeout);
    }

    /**
     * Tells whether a request can be sent. After a rest it looks whether the panel has closed the connection meanwhile, as
     * Go's client notices by itself; that takes a millisecond.
     *
     * @param rest how long a connection may be unused and is taken to be open still
     */
    boolean isOpen(Duration rest) {
        return kept && (System.nanoTime() - lastUse < rest.toNanos() || isSilent());
    }

    /** Sends the request and reads its answer; the deadline holds for each read. */
    WsResponse exchange(WsRequest request) throws IOException {
        socket.getOutputStream().write(text.of(request));
        HttpAnswer answer = HttpAnswer.read(in);
        kept = answer.isKept();
        lastUse = System.nanoTime();
        return answer.response();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // There is nothing left to lose on it.
        }
    }

    private boolean isSilent() {
        try {
            socket.setSoTimeout(1);
            try {
                in.read();
                return false;
            } catch (SocketTimeoutException e) {
                return true;
            } finally {
                socket.setSoTimeout(timeout);
            }
        } catch (IOException e) {
            return false;
        }
    }
}
