package io.panelws.jetty.replay;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;

/** Runs something once when a request has been answered, asynchronously or not. */
final class AtEnd implements AsyncListener {

    private final Runnable action;

    private AtEnd(Runnable action) {
        this.action = action;
    }

    /** To be called when the filter chain has returned or thrown. */
    static void of(HttpServletRequest request, Runnable action) {
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new AtEnd(action));
        } else {
            action.run();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        action.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // The container completes it.
    }

    @Override
    public void onError(AsyncEvent event) {
        // The container completes it.
    }

    /** Listeners hear of one cycle only. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
