package io.panelws.testkit.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Passes bytes on to a panel and back until it is told to keep a node's requests to itself, as a panel that hangs does. */
final class Relay implements AutoCloseable {

    private final ServerSocket server;
    private final int panel;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch kept = new CountDownLatch(1);
    private volatile boolean silent;

    Relay(int panel) throws IOException {
        this.panel = panel;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    URI wsUrl() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort());
    }

    void fallSilent() {
        silent = true;
    }

    void awaitARequest() {
        try {
            kept.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket node = server.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), panel);
                sockets.add(node);
                sockets.add(there);
                start(() -> pass(node, there, true));
                start(() -> pass(there, node, false));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void pass(Socket from, Socket to, boolean requests) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int length = in.read(bytes); length > 0; length = in.read(bytes)) {
                if (requests && silent) {
                    kept.countDown();
                } else {
                    out.write(bytes, 0, length);
                }
            }
        } catch (IOException e) {
            // Ended by either side.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
