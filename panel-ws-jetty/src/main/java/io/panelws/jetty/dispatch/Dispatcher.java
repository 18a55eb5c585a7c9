package io.panelws.jetty.dispatch;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Lets the container answer requests that came over a WebSocket. One for each mounted filter.
 *
 * <p>This class is thread-safe.
 */
public interface Dispatcher extends Executor, AutoCloseable {

    /**
     * Runs a request through the container: handlers, sessions, security constraints, filters and servlet. Returns when
     * the calling thread has nothing more to do, which for an asynchronous servlet is before the response is there.
     *
     * @param request the request
     * @param sink takes the response; what goes wrong is told to it too
     */
    void dispatch(DispatchRequest request, ResponseSink sink);

    /**
     * Runs a task on the container's thread pool.
     *
     * @param task may block
     */
    @Override
    void execute(Runnable task);

    /**
     * Runs a task later, on the container's scheduler.
     *
     * @param task must not block
     * @param delay how much later
     * @return takes the task back, if it has not run yet
     */
    Scheduled schedule(Runnable task, Duration delay);

    /**
     * The network connection of the request that the calling thread is handling.
     *
     * @return the connection
     */
    Transport currentTransport();

    /**
     * Registers what is to be done when the response to the request that the calling thread is handling cannot be sent.
     *
     * @param task must not block
     */
    void onResponseLost(Runnable task);

    /**
     * How long the server waits for requests in progress when it stops.
     *
     * @return the server's stop timeout, zero for not at all
     */
    Duration stopTimeout();

    /**
     * Registers what is to be done before the web application or its server stops, while its connections still live.
     *
     * @param task may block for as long as stopping may take
     */
    void onStopping(Runnable task);

    /** Ends the dispatcher; requests that run are not affected. */
    @Override
    void close();

    /** A task that waits for its time. */
    interface Scheduled {

        /** Takes the task back; without effect when it has run. */
        void cancel();
    }
}
