package io.panelws.jetty.contract.plain;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;

/** Listeners that react to one event. */
final class AsyncEvents implements AsyncListener {

    /** What is done. */
    @FunctionalInterface
    interface Reaction {
        void to(AsyncEvent event) throws IOException;
    }

    private final Reaction timeout;
    private final Reaction error;

    private AsyncEvents(Reaction timeout, Reaction error) {
        this.timeout = timeout;
        this.error = error;
    }

    static AsyncListener onTimeout(Reaction reaction) {
        return new AsyncEvents(reaction, event -> {});
    }

    static AsyncListener onError(Reaction reaction) {
        return new AsyncEvents(event -> {}, reaction);
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        timeout.to(event);
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
        error.to(event);
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
