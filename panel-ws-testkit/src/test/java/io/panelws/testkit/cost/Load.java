package io.panelws.testkit.cost;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A closed loop on each of some connections, a thread for each. */
final class Load implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<? extends Link> links;
    private final int window;
    private final ExecutorService threads;

    /** @param window how many requests of a connection are in flight */
    Load(List<? extends Link> links, int window) {
        this.links = links;
        this.window = window;
        this.threads = Executors.newFixedThreadPool(links.size());
    }

    /** Asks for so long, and then until the last answer; the number of answers. */
    long run(Duration time) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<Future<Long>> counts = threads.invokeAll(
                links.stream()
                        .map(link -> (Callable<Long>) () -> ask(link, end))
                        .toList(),
                time.plus(PATIENCE).toMillis(),
                TimeUnit.MILLISECONDS);
        long sum = 0;
        for (Future<Long> count : counts) {
            try {
                sum += count.get();
            } catch (CancellationException e) {
                throw new IOException("no answer within " + PATIENCE, e);
            } catch (ExecutionException e) {
                throw new IOException("a request failed", e.getCause());
            }
        }
        return sum;
    }

    private long ask(Link link, long end) throws IOException {
        long count = 0;
        for (int i = 0; i < window; i++) {
            link.send();
        }
        while (System.nanoTime() < end) {
            link.receive();
            count++;
            link.send();
        }
        for (int i = 0; i < window; i++) {
            link.receive();
            count++;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Link link : links) {
            link.close();
        }
    }
}
