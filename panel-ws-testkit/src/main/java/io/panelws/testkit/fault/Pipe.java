package io.panelws.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.RejectedExecutionException;

/** Bytes from one side to the other, untouched. */
final class Pipe {

    private Pipe() {}

    /** Takes the first bytes of an array. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] bytes, int from, int to) throws IOException;
    }

    /** Something that runs as long as a connection does. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException, InterruptedException;
    }

    static void copy(InputStream in, Sink out) throws IOException {
        byte[] buffer = new byte[16 << 10];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
    }

    /** Ends the link with the task, however that ends. */
    static Runnable until(Link link, Task task) {
        return () -> {
            try {
                task.run();
            } catch (IOException | RejectedExecutionException e) {
                // One side or the proxy has gone, so the rest goes.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                link.end();
            }
        };
    }
}
