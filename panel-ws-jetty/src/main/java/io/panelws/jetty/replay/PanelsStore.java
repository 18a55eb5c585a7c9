package io.panelws.jetty.replay;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * The panel's own store, called with the web application's class loader as the thread's, whichever thread calls: what it is
 * made of (a driver, a name service, a parser) looks there, as it does within a servlet.
 *
 * <p>This class is as thread-safe as the store is.
 *
 * @param store the panel's
 * @param loader the web application's
 */
public record PanelsStore(ReplayStore store, ClassLoader loader) implements ReplayStore {

    private <T> T within(Supplier<T> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void run(Runnable call) {
        within(() -> {
            call.run();
            return true;
        });
    }

    @Override
    public boolean mayKnow(String node) {
        return within(() -> store.mayKnow(node));
    }

    @Override
    public Claim claim(ReplayKey key, Arrival arrival) {
        return within(() -> store.claim(key, arrival));
    }

    @Override
    public void end(ReplayKey key, String id, Outcome outcome, Duration keep) {
        run(() -> store.end(key, id, outcome, keep));
    }

    @Override
    public void settle(ReplayKey key, String id) {
        run(() -> store.settle(key, id));
    }

    @Override
    public void forget(ReplayKey key, String id) {
        run(() -> store.forget(key, id));
    }

    @Override
    public void forgetSettled(String node, long before) {
        run(() -> store.forgetSettled(node, before));
    }

    @Override
    public void flush() {
        run(store::flush);
    }
}
