package io.panelws.testkit.node;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The HTTP client that nodes fall back to: one for a node alone, or one for many in a process. Each takes a thread for as
 * long as it lives and a few more while requests run, so a thousand nodes are better off with one.
 *
 * <p>This class is thread-safe. It holds threads and connections from its making until it is closed.
 */
public final class SharedHttp implements AutoCloseable {

    private final Optional<Duration> timeout;
    private final ExecutorService threads = Executors.newCachedThreadPool(SharedHttp::thread);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();

    /** Makes a client whose requests each take what their node's deadline allows. */
    public SharedHttp() {
        this(Optional.empty());
    }

    /**
     * Makes a client with a deadline of its own: for nodes that are to fail over WebSocket soon, and over HTTP not at all.
     *
     * @param timeout how long a request over HTTP may take, in place of the node's deadline
     */
    public SharedHttp(Duration timeout) {
        this(Optional.of(timeout));
    }

    private SharedHttp(Optional<Duration> timeout) {
        this.timeout = timeout;
    }

    Duration timeout(NodeOptions node) {
        return timeout.orElse(node.timeout());
    }

    HttpClient client() {
        return client;
    }

    /** Since Java 21 a client can be closed; before, its selector thread ends once nobody refers to the client. */
    @Override
    public void close() {
        Object http = client;
        if (http instanceof AutoCloseable closeable) {
            close(closeable);
        }
        threads.shutdown();
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client does not close", e);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "panel-ws-node-http");
        thread.setDaemon(true);
        return thread;
    }
}
