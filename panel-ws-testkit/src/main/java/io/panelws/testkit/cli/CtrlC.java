package io.panelws.testkit.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or SIGTERM, while a command has something to tell: its thread is interrupted, and the process waits until it has
 * printed and written what there is, a few seconds at most. The exit status is that of the signal, 130 or 143.
 *
 * <pre>
 *   watched ── work ──► finish ── print, write ──► close
 *                │ interrupted     │ waited for
 *                └── Ctrl-C ───────┘
 * </pre>
 */
final class CtrlC implements AutoCloseable {

    /** The exit status of whoever was ended by Ctrl-C: 128 and the signal's number. */
    static final int STATUS = 130;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Thread command = Thread.currentThread();
    private final Thread hook = new Thread(this::stop, "panel-ws-stop");
    private final CountDownLatch closed = new CountDownLatch(1);

    // Guarded by this.
    private boolean working = true;
    private boolean stopped;

    private CtrlC() {}

    /** Watches over the work of this thread from now on. */
    static CtrlC watched() {
        CtrlC ctrlC = new CtrlC();
        Runtime.getRuntime().addShutdownHook(ctrlC.hook);
        return ctrlC;
    }

    /** The work is over: what follows is not interrupted any more. Tells whether the work was. */
    synchronized boolean finish() {
        working = false;
        return Thread.interrupted() || stopped;
    }

    /** Ends the watch. The process, if it is ending, ends then. */
    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running.
        }
    }

    /** Waits for what cannot be interrupted itself, as a read from a socket; when interrupted, leaves it alone. */
    static <T> T interruptibly(Callable<T> work) throws InterruptedException, IOException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "panel-ws-work");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    private static IOException thrown(Throwable cause) throws InterruptedException {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException exception) {
            throw exception;
        }
        if (cause instanceof InterruptedException exception) {
            throw exception;
        }
        return cause instanceof IOException exception ? exception : new IOException(cause);
    }

    private void stop() {
        interrupt();
        try {
            closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts it.
        }
    }

    private synchronized void interrupt() {
        if (working) {
            stopped = true;
            command.interrupt();
        }
    }
}
