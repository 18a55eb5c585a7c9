package io.panelws.testkit.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Passes bytes to a port, and resets each connection after some seconds, wherever it is then. */
final class BreakingLinks implements AutoCloseable {

    private static final int LONGEST_MILLIS = 15_000;

    private final ServerSocket server;
    private final int port;
    private final SplittableRandom random;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final LongAdder broken = new LongAdder();

    BreakingLinks(int port, long seed) {
        this.port = port;
        this.random = new SplittableRandom(seed);
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    long broken() {
        return broken.sum();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                threads.execute(() -> link(near));
            } catch (IOException | RejectedExecutionException e) {
                // Closed.
            }
        }
    }

    private void link(Socket near) {
        try (near;
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port)) {
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            timer.schedule(
                    () -> reset(near, far), random.nextInt(LONGEST_MILLIS / 4, LONGEST_MILLIS), TimeUnit.MILLISECONDS);
            threads.execute(() -> pass(far, near));
            pass(near, far);
        } catch (IOException | RejectedExecutionException e) {
            // The database is down, or this is closed.
        }
    }

    private void reset(Socket near, Socket far) {
        try {
            if (!near.isClosed()) {
                broken.increment();
                near.setSoLinger(true, 0);
                near.close();
                far.close();
            }
        } catch (IOException e) {
            // It has ended by itself.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Its end ends the other.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        timer.shutdownNow();
        threads.shutdownNow();
    }
}
