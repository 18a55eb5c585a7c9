package io.panelws.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy on the loopback interface that stands between nodes and a panel and does what its {@link FaultPlan} says.
 *
 * <p>It reads HTTP/1.1 as far as an upgrade needs it, and WebSocket frames, which it passes on as they are. A request
 * reaches the panel as a whole or not at all, and not when its node has gone while the proxy held it back. Plain HTTP
 * connections pass untouched. No TLS.
 *
 * <p>This class is thread-safe. It takes two threads a connection, from the beginning of the connection to its end, and
 * one more; all are gone when {@link #close()} returns.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final int CLOSING_SECONDS = 10;

    private final ServerSocket server;
    private final FaultPlan plan;
    private final FaultCounts counts = new FaultCounts();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger webSockets = new AtomicInteger();
    private final AtomicInteger threadNumbers = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);
    private volatile InetSocketAddress panel;

    private FaultProxy(ServerSocket server, URI panel, FaultPlan plan) {
        this.server = server;
        this.plan = plan;
        retarget(panel);
    }

    /**
     * Starts a proxy; it is listening when this returns.
     *
     * @param panel what to stand in front of: host and port of the URL count
     * @param plan which exchange gets which fault
     * @return the running proxy
     * @throws IllegalArgumentException when the URL has no host or no port
     */
    public static FaultProxy start(URI panel, FaultPlan plan) {
        try {
            ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            FaultProxy proxy = new FaultProxy(server, panel, plan);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy does not start", e);
        }
    }

    /**
     * Lets connections go to another panel from now on; those that exist stay where they are.
     *
     * @param other the other panel: host and port of the URL count
     * @throws IllegalArgumentException when the URL has no host or no port
     */
    public void retarget(URI other) {
        if (other.getHost() == null || other.getPort() < 0) {
            throw new IllegalArgumentException("not a URL with host and port: " + other);
        }
        panel = InetSocketAddress.createUnresolved(other.getHost(), other.getPort());
    }

    /**
     * What a node's {@code WsURL} is set to.
     *
     * @return {@code ws://127.0.0.1:port}
     */
    public URI wsUrl() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort());
    }

    /**
     * Where the panel is reached over HTTP.
     *
     * @return {@code http://127.0.0.1:port}
     */
    public URI httpUrl() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /**
     * What went wrong so far.
     *
     * @return a new map from {@link Fault#kind()} to how often, without those that have not happened
     */
    public Map<String, Long> counts() {
        return counts.copy();
    }

    /** Ends all connections and threads. Idempotent; blocks until done. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy does not close", e);
        }
        threads.shutdown();
        links.forEach(Link::end);
        try {
            if (!threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a thread of the proxy does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Link link = new Link(server.accept());
                links.add(link);
                threads.execute(Pipe.until(link, () -> serve(link)));
            } catch (IOException | RejectedExecutionException e) {
                // Closed, or a client that has gone before it came.
            }
        }
        links.forEach(Link::end);
    }

    private void serve(Link link) throws IOException, InterruptedException {
        try {
            HttpHead head = HttpHead.read(link.fromClient());
            if (head.isUpgrade()) {
                int index = webSockets.getAndIncrement();
                InetSocketAddress target = panel;
                new Relay(link, exchange -> plan.fault(index, exchange), counts::count, () -> panel == target)
                        .run(head, target, threads);
            } else {
                pass(link, head);
            }
        } finally {
            links.remove(link);
        }
    }

    private void pass(Link link, HttpHead head) throws IOException {
        link.dial(panel);
        link.toPanel(head.bytes(), head.bytes().length);
        InputStream fromPanel = link.fromPanel();
        threads.execute(Pipe.until(link, () -> Pipe.copy(fromPanel, link::toClient)));
        Pipe.copy(link.fromClient(), (bytes, from, to) -> link.toPanel(bytes, to));
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "fault-proxy-" + threadNumbers.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
