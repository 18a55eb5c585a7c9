package io.panelws.testkit.fault;

import io.panelws.testkit.wire.Deadline;
import io.panelws.testkit.wire.Dialler;
import io.panelws.testkit.wire.Frame;
import io.panelws.testkit.wire.Tls;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The two TCP connections of one client: its own, and the proxy's to the panel. Thread-safe, but for its inputs. */
final class Link {

    private static final Duration DIALLING = Duration.ofSeconds(10);
    static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Socket client;
    private final Socket panel = new Socket();
    private final ClientInput fromClient;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Something that runs as long as a connection does. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException, InterruptedException;
    }

    /** Where bytes go. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] bytes, int from, int to) throws IOException;
    }

    Link(Socket client) throws IOException {
        this.client = client;
        this.fromClient = new ClientInput(client);
        client.setTcpNoDelay(true);
    }

    /** The task, and with it, however it ends, the link. */
    Runnable during(Task task) {
        return () -> {
            try {
                task.run();
            } catch (IOException | RejectedExecutionException e) {
                // One side or the proxy has gone, so the rest goes.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                end();
            }
        };
    }

    void dial(URI url) throws IOException {
        Dialler.connect(panel, url, Tls.SYSTEM, Deadline.in(DIALLING));
    }

    ClientInput fromClient() {
        return fromClient;
    }

    InputStream fromPanel() throws IOException {
        return new BufferedInputStream(panel.getInputStream());
    }

    void toClient(Frame frame) throws IOException {
        byte[] bytes = frame.bytes();
        toClient(bytes, 0, bytes.length);
    }

    void toClient(byte[] bytes, int from, int to) throws IOException {
        synchronized (client) {
            client.getOutputStream().write(bytes, from, to - from);
        }
    }

    void toPanel(Frame frame) throws IOException {
        byte[] bytes = frame.bytes();
        toPanel(bytes, 0, bytes.length);
    }

    void toPanel(byte[] bytes, int from, int to) throws IOException {
        panel.getOutputStream().write(bytes, from, to - from);
    }

    /** Passes everything on, untouched, until its end. */
    static void copy(InputStream in, Sink out) throws IOException {
        byte[] buffer = new byte[16 << 10];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
    }

    /** Says goodbye to the client with a close frame; the panel sees its connection end. */
    void close(int code) throws IOException {
        close(panel);
        toClient(Frame.close(code));
        // Closing at once could turn into a reset, which destroys the frame.
        synchronized (client) {
            client.shutdownOutput();
        }
    }

    /** The same, and waits for the client's own goodbye. For the thread that reads from the client. */
    void closeAndWait(int code) throws IOException {
        close(code);
        fromClient.endsWithin(GOODBYE);
    }

    /** Waits until the link ends, and tells whether it did. */
    boolean endsWithin(Duration wait) throws InterruptedException {
        return ended.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    void end() {
        close(panel);
        close(client);
        ended.countDown();
    }

    void reset() {
        reset(panel);
        reset(client);
        ended.countDown();
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed already.
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // There is nothing left to lose on it.
        }
    }
}
