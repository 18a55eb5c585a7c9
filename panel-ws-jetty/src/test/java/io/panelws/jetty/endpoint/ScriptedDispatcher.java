package io.panelws.jetty.endpoint;

import io.panelws.jetty.dispatch.DispatchRequest;
import io.panelws.jetty.dispatch.Dispatcher;
import io.panelws.jetty.dispatch.ResponseSink;
import io.panelws.jetty.dispatch.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

/** A container without threads: a test says when it has one, and when a timer ends. */
final class ScriptedDispatcher implements Dispatcher {

    private final Queue<Runnable> timers = new ArrayDeque<>();
    boolean hasThreads = true;

    int timers() {
        return timers.size();
    }

    void endNextTimer() {
        timers.remove().run();
    }

    @Override
    public void dispatch(DispatchRequest request, ResponseSink sink) {
        // The servlet never answers.
    }

    @Override
    public void execute(Runnable task) {
        if (!hasThreads) {
            throw new RejectedExecutionException();
        }
        task.run();
    }

    @Override
    public Scheduled schedule(Runnable task, Duration delay) {
        timers.add(task);
        return () -> timers.remove(task);
    }

    @Override
    public Transport currentTransport() {
        return new NoTransport();
    }

    /** A network connection that is there until it is cut, and is not. */
    record NoTransport() implements Transport {

        @Override
        public void cut() {
            // Nothing to cut.
        }

        @Override
        public boolean isOutputShut() {
            return true;
        }
    }

    @Override
    public void onResponseLost(Runnable task) {
        // No response is lost here.
    }

    @Override
    public Duration stopTimeout() {
        return Duration.ZERO;
    }

    @Override
    public void onStopping(Runnable task) {
        // Nobody stops.
    }

    @Override
    public void close() {
        // Nothing to end.
    }
}
