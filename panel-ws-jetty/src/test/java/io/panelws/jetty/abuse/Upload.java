package io.panelws.jetty.abuse;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A POST over plain HTTP whose body comes in chunks, as slowly as a test likes. */
final class Upload implements AutoCloseable {

    private static final int CHUNK = 64 << 10;

    private final Socket socket;

    Upload(int port, String target, String contentType) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout((int) SmallPanel.SOON.toMillis());
        write("POST " + target + " HTTP/1.1\r\nHost: panel\r\nConnection: close\r\nContent-Type: " + contentType
                + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    /** Sends so many chunks of 64 KiB, from a thread of its own, since the panel need not read them. */
    CompletableFuture<Void> send(int chunks) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Thread sender = new Thread(() -> {
            try {
                for (int i = 0; i < chunks; i++) {
                    write(Integer.toHexString(CHUNK) + "\r\n");
                    socket.getOutputStream().write(new byte[CHUNK]);
                    write("\r\n");
                }
                sent.complete(null);
            } catch (IOException e) {
                sent.completeExceptionally(e);
            }
        });
        sender.setDaemon(true);
        sender.start();
        return sent;
    }

    void end() throws IOException {
        write("0\r\n\r\n");
    }

    /** The head of the answer and what is behind it. */
    String answer() throws IOException {
        StringBuilder answer = new StringBuilder();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                answer.append((char) next);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the upload is not answered", e);
        } catch (IOException e) {
            // A panel that has answered before it has read all may reset the connection behind its answer.
        }
        return answer.toString();
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
