package io.panelws.testkit.fault;

import io.panelws.testkit.wire.HttpHead;
import io.panelws.testkit.wire.PanelUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

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

    /** The largest payload that passes, in bytes. */
    static final int MAX_FRAME = 64 << 20;

    private final ServerSocket server;
    private final FaultPlan plan;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger webSockets = new AtomicInteger();
    private final AtomicInteger threadNumbers = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);
    private volatile URI panel;

    private FaultProxy(ServerSocket server, URI panel, FaultPlan plan) {
        this.server = server;
        this.plan = plan;
        retarget(panel);
    }

    /**
     * Starts a proxy; it is listening when this returns.
     *
     * @param panel what to stand in front of: a {@code ws} or {@code http} URL, with the panel's context path if it has one
     * @param plan which exchange gets which fault
     * @return the running proxy
     * @throws IllegalArgumentException when it is no such URL
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
     * @param other the other panel, as for {@link #start}; the proxy's own addresses have its path from now on
     * @throws IllegalArgumentException when it is no such URL
     */
    public void retarget(URI other) {
        boolean http =
                String.valueOf(other.getScheme()).toLowerCase(Locale.ROOT).startsWith("http");
        URI checked = PanelUrl.checked(other, http ? "http" : "ws");
        if (PanelUrl.isSecure(checked)) {
            throw new IllegalArgumentException("the proxy speaks no TLS");
        }
        panel = checked;
    }

    /**
     * What a node's {@code WsURL} is set to.
     *
     * @return {@code ws://127.0.0.1:port}, and the panel's path
     */
    public URI wsUrl() {
        return url("ws");
    }

    /**
     * Where the panel is reached over HTTP.
     *
     * @return {@code http://127.0.0.1:port}, and the panel's path
     */
    public URI httpUrl() {
        return url("http");
    }

    /**
     * What went wrong so far.
     *
     * @return a new map from {@link Fault#kind()} to how often, without those that have not happened
     */
    public Map<String, Long> counts() {
        Map<String, Long> copy = new TreeMap<>();
        counts.forEach((kind, count) -> copy.put(kind, count.sum()));
        return Collections.unmodifiableMap(copy);
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
                threads.execute(link.during(() -> serve(link)));
            } catch (IOException | RejectedExecutionException e) {
                // Closed, or a client that has gone before it came.
            }
        }
        links.forEach(Link::end);
    }

    private void serve(Link link) throws IOException, InterruptedException {
        try {
            HttpHead head = HttpHead.read(link.fromClient());
            if (head.has("Upgrade", "websocket")) {
                int index = webSockets.getAndIncrement();
                URI target = panel;
                new Relay(link, exchange -> plan.fault(index, exchange), this::count, () -> panel == target)
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
        link.toPanel(head.bytes(), 0, head.bytes().length);
        InputStream fromPanel = link.fromPanel();
        threads.execute(link.during(() -> Link.copy(fromPanel, link::toClient)));
        Link.copy(link.fromClient(), link::toPanel);
    }

    private void count(Fault fault) {
        counts.computeIfAbsent(fault.kind(), kind -> new LongAdder()).increment();
    }

    private URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + panel.getRawPath());
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "fault-proxy-" + threadNumbers.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
