package io.panelws.jetty.engine;

import io.panelws.jetty.endpoint.Mount;
import io.panelws.jetty.endpoint.NodeConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Says goodbye when the web application or its server stops: nobody is admitted any more, what runs is answered within the
 * server's stop timeout, then connections are closed with 1001. The server closes its connections before it stops its
 * contexts, so both are listened to.
 */
final class Stopping {

    /** How long close frames may take to leave; a node that does not read may keep its own. */
    private static final long GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ContextHandler context;
    private final Mount mount;
    private final List<Runnable> ends = new ArrayList<>();

    private final LifeCycle.Listener listener = ListenerProxy.of(LifeCycle.Listener.class, new LifeCycle.Listener() {
        @Override
        public void lifeCycleStopping(LifeCycle event) {
            goAway();
        }
    });

    Stopping(ContextHandler context, Mount mount) {
        this.context = context;
        this.mount = mount;
    }

    /** Adds something that ends with the filter. */
    void onEnd(Runnable task) {
        ends.add(task);
    }

    void listen() {
        context.addEventListener(listener);
        context.getServer().addEventListener(listener);
    }

    void goAway() {
        mount.connections().stop();
        List<NodeConnection> leaving = mount.connections().open();
        leaving.forEach(NodeConnection::leave);
        await(leaving, connection -> !connection.isBusy(), context.getServer().getStopTimeout() * 1_000_000);
        leaving.forEach(NodeConnection::goAway);
        await(leaving, NodeConnection::isGone, GOODBYE_NANOS);
    }

    private static void await(List<NodeConnection> connections, Predicate<NodeConnection> done, long nanos) {
        long end = System.nanoTime() + nanos;
        while (!connections.stream().allMatch(done) && end - System.nanoTime() > 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    void end() {
        ends.forEach(Runnable::run);
        context.removeEventListener(listener);
        context.getServer().removeEventListener(listener);
    }
}
