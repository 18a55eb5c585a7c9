package io.panelws.testkit.wire;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One HTTP/1.1 connection, for one request after the other, on the thread that asks. Not {@code java.net.http}: its requests
 * change threads, which costs more than the request, and it knows no host names with an underscore. Not thread-safe.
 */
public final class HttpConnection implements Closeable {

    /** The TCP connection, also where TLS is spoken over it: closing it never waits for the other side. */
    private final Socket socket;

    private final Socket streams;
    private final BufferedInputStream in;
    private long lastUse = System.nanoTime();
    private boolean kept = true;

    private HttpConnection(Socket socket, Socket streams) throws IOException {
        this.socket = socket;
        this.streams = streams;
        this.in = new BufferedInputStream(streams.getInputStream());
    }

    /**
     * Connects.
     *
     * @param url whom to
     * @param tls whom to trust
     * @param deadline for the connection
     * @return the connection
     * @throws IOException when there is none in time
     */
    public static HttpConnection dial(URI url, Tls tls, Deadline deadline) throws IOException {
        Socket socket = new Socket();
        return new HttpConnection(socket, Dialler.dial(socket, url, tls, deadline));
    }

    /**
     * Tells whether a request can be sent. After a rest it looks whether the panel has closed the connection meanwhile, as
     * Go's client notices by itself; that takes a millisecond.
     *
     * @param rest how long a connection may be unused and is taken to be open still
     * @return whether to use it
     */
    public boolean isOpen(Duration rest) {
        return kept && (System.nanoTime() - lastUse < rest.toNanos() || isSilent());
    }

    /**
     * Sends a request and reads its answer.
     *
     * @param method as in the head
     * @param head what to send; the length of the body is added
     * @param body what to send behind it
     * @param deadline for both; the connection is closed when it ends first
     * @return the answer, whatever its status
     * @throws IOException when there is none in time; the connection is then of no use any more
     */
    public HttpAnswer exchange(String method, RequestHead head, byte[] body, Deadline deadline) throws IOException {
        kept = false;
        if (body.length > 0 || !method.equals("GET") && !method.equals("HEAD")) {
            head.with("Content-Length", Integer.toString(body.length));
        }
        byte[] start = head.bytes();
        byte[] bytes = ByteBuffer.allocate(start.length + body.length)
                .put(start)
                .put(body)
                .array();
        HttpAnswer answer = deadline.<HttpAnswer, IOException>bound(socket, () -> {
            OutputStream out = streams.getOutputStream();
            out.write(bytes);
            out.flush();
            return HttpAnswer.read(in, method);
        });
        kept = answer.isKept(method);
        lastUse = System.nanoTime();
        return answer;
    }

    /** Ends the connection. Idempotent. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // There is nothing left to lose on it.
        }
    }

    private boolean isSilent() {
        try {
            streams.setSoTimeout(1);
            try {
                in.read();
                return false;
            } catch (SocketTimeoutException e) {
                return true;
            } finally {
                streams.setSoTimeout(0);
            }
        } catch (IOException e) {
            return false;
        }
    }
}
