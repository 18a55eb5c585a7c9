package io.panelws.testkit.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes on from another address of the loopback interface, so that who connects is not who everything else is. */
final class Elsewhere implements AutoCloseable {

    static final String ADDRESS = "127.0.0.2";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int target;

    Elsewhere(int target) throws IOException {
        this.target = target;
        run(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = server.accept();
            Socket far = new Socket();
            sockets.addAll(List.of(near, far));
            far.bind(new InetSocketAddress(ADDRESS, 0));
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            run(() -> pass(near, far));
            run(() -> pass(far, near));
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One side has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
