package io.panelws.jetty.engine;

import io.panelws.jetty.dispatch.DispatchRequest;
import io.panelws.jetty.dispatch.Dispatcher;
import io.panelws.jetty.dispatch.Handshake;
import io.panelws.jetty.dispatch.ResponseSink;
import io.panelws.jetty.dispatch.Transport;
import io.panelws.jetty.rules.RequestTarget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Gives each request an {@link HttpChannel} of its own, for as long as it runs.
 *
 * <p>This class is thread-safe.
 */
public final class JettyDispatcher implements Dispatcher {

    private static final String MESSAGE_ATTRIBUTE = "io.panelws.jetty.message";

    private final HttpChannel.Factory channels = new HttpChannel.DefaultFactory();
    private final ContextHandler context = ContextHandler.getCurrentContextHandler();
    private final VirtualConnector connector = new VirtualConnector(context.getServer());
    private final List<LifeCycle.Listener> listeners = new CopyOnWriteArrayList<>();
    private final CurrentRequest current = new CurrentRequest();
    private final ContextHandler.ContextScopeListener scopes =
            ListenerProxy.of(ContextHandler.ContextScopeListener.class, current);

    /** Starts a dispatcher for the context whose start the calling thread is in. */
    public JettyDispatcher() {
        context.addEventListener(scopes);
        LifeCycle.start(connector);
    }

    @Override
    public void dispatch(DispatchRequest request, ResponseSink sink) {
        HttpChannel channel = channels.newHttpChannel(new ConnectionOverWebSocket(connector, request.handshake()));
        channel.setHttpStream(new HttpStreamOverWebSocket(channel, request, sink));
        channel.initialize();
        try {
            Runnable run = channel.onRequest(metaData(request));
            request.handshake().attributes().forEach(channel.getRequest()::setAttribute);
            channel.getRequest().setAttribute(MESSAGE_ATTRIBUTE, Boolean.TRUE);
            run.run();
        } catch (RuntimeException e) {
            // What Jetty throws here it throws past the stream, as to a connection, which it would then close.
            sink.failed(e);
        }
    }

    private static MetaData.Request metaData(DispatchRequest request) {
        Handshake handshake = request.handshake();
        RequestTarget target = request.target();
        String pathQuery =
                handshake.contextPath() + target.path() + (target.query().isEmpty() ? "" : "?" + target.query());
        HttpURI uri = HttpURI.build(request.method(), pathQuery)
                .scheme(handshake.scheme())
                .authority(handshake.serverName(), portOf(handshake))
                .asImmutable();
        return new MetaData.Request(
                request.method(),
                uri,
                HttpVersion.HTTP_1_1,
                RequestFields.of(request.headers()),
                request.body().remaining());
    }

    /** A URI names its port only where that is not the scheme's own. */
    private static int portOf(Handshake handshake) {
        int standard = handshake.scheme().equals("https") ? 443 : 80;
        return handshake.serverPort() == standard ? -1 : handshake.serverPort();
    }

    @Override
    public void execute(Runnable task) {
        connector.getExecutor().execute(task);
    }

    @Override
    public Scheduled schedule(Runnable task, Duration delay) {
        Scheduler.Task scheduled = connector.getScheduler().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return scheduled::cancel;
    }

    @Override
    public Transport currentTransport() {
        return new EndPointTransport(current.endPoint());
    }

    private record EndPointTransport(EndPoint endPoint) implements Transport {

        @Override
        public void cut() {
            endPoint.close();
        }

        @Override
        public boolean isOutputShut() {
            return endPoint.isOutputShutdown() || !endPoint.isOpen();
        }
    }

    @Override
    public void onResponseLost(Runnable task) {
        Request.addCompletionListener(current.request(), failure -> {
            if (failure != null) {
                task.run();
            }
        });
    }

    @Override
    public Duration stopTimeout() {
        return Duration.ofMillis(context.getServer().getStopTimeout());
    }

    /** The server closes its connections before it stops its contexts, so both are listened to. */
    @Override
    public void onStopping(Runnable task) {
        LifeCycle.Listener listener = ListenerProxy.of(LifeCycle.Listener.class, new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopping(LifeCycle event) {
                task.run();
            }
        });
        listeners.add(listener);
        context.addEventListener(listener);
        context.getServer().addEventListener(listener);
    }

    @Override
    public void close() {
        for (LifeCycle.Listener listener : listeners) {
            context.removeEventListener(listener);
            context.getServer().removeEventListener(listener);
        }
        context.removeEventListener(scopes);
        LifeCycle.stop(connector);
    }
}
