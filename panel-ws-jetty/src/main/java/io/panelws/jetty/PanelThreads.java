package io.panelws.jetty;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for the panel's own code: its listeners, and what it has hung on nodes' answers. They are none of the server's: a
 * server whose threads all wait for nodes has none to tell them that the nodes have answered. And none reads messages, so
 * that code that blocks stalls no node. There are {@link PanelWs#THREADS} at most, and none where there is nothing to do.
 *
 * <p>What waits for one is bounded by who hands it over: {@link ListenerQueue} one task each, a connection as many as it
 * has places for questions. What is handed over when the web application has stopped is done too, by threads that end with
 * it.
 *
 * <p>This class is thread-safe.
 */
final class PanelThreads implements Executor {

    private static final long IDLE_MILLIS = 1000;
    private static final long IDLE_MILLIS_STOPPED = 1;
    private static final long GRACE_MILLIS = 1000;

    private final ClassLoader loader;

    // Guarded by this.
    private ThreadPoolExecutor pool;
    private boolean stopped;

    PanelThreads(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public synchronized void execute(Runnable task) {
        if (pool == null) {
            pool = new ThreadPoolExecutor(
                    PanelWs.THREADS,
                    PanelWs.THREADS,
                    stopped ? IDLE_MILLIS_STOPPED : IDLE_MILLIS,
                    TimeUnit.MILLISECONDS,
                    new LinkedBlockingQueue<>(),
                    this::thread);
            pool.allowCoreThreadTimeOut(true);
        }
        pool.execute(task);
    }

    private Thread thread(Runnable runnable) {
        Thread thread = new Thread(runnable, "panel-ws-to-panel");
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        return thread;
    }

    /** The web application starts, perhaps again. */
    synchronized void start() {
        stopped = false;
        pool = null;
    }

    /** The web application stops: what was handed over has a second, then it is interrupted. */
    void stop() {
        ThreadPoolExecutor last;
        synchronized (this) {
            last = pool;
            pool = null;
            stopped = true;
        }
        if (last == null) {
            return;
        }
        last.shutdown();
        try {
            if (!last.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                last.shutdownNow();
            }
        } catch (InterruptedException e) {
            last.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
