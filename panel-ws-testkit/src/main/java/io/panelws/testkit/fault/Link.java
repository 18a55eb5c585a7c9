package io.panelws.testkit.fault;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The two TCP connections of one client: its own, and the proxy's to the panel. Thread-safe, but for its inputs. */
final class Link {

    private static final int DIAL_MILLISECONDS = 10_000;

    private final Socket client;
    private final Socket panel = new Socket();
    private final ClientInput fromClient;
    private final CountDownLatch ended = new CountDownLatch(1);

    Link(Socket client) throws IOException {
        this.client = client;
        this.fromClient = new ClientInput(client);
        client.setTcpNoDelay(true);
    }

    void dial(InetSocketAddress address) throws IOException {
        SocketAddress resolved = new InetSocketAddress(address.getHostString(), address.getPort());
        panel.connect(resolved, DIAL_MILLISECONDS);
        panel.setTcpNoDelay(true);
    }

    ClientInput fromClient() {
        return fromClient;
    }

    DataInputStream fromPanel() throws IOException {
        return new DataInputStream(new BufferedInputStream(panel.getInputStream()));
    }

    void toClient(byte[] bytes) throws IOException {
        toClient(bytes, 0, bytes.length);
    }

    void toClient(byte[] bytes, int from, int to) throws IOException {
        synchronized (client) {
            client.getOutputStream().write(bytes, from, to - from);
        }
    }

    void toPanel(byte[] bytes, int length) throws IOException {
        panel.getOutputStream().write(bytes, 0, length);
    }

    /** No more comes from the panel; what the client still sends may pass. */
    void endToClient() throws IOException {
        synchronized (client) {
            client.shutdownOutput();
        }
    }

    /** Says goodbye to the client with a close frame; the panel sees its connection end. */
    void close(int code) throws IOException {
        close(panel);
        toClient(WireFrame.close(code).bytes());
        // Closing at once could turn into a reset, which destroys the frame.
        endToClient();
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
