package io.panelws.jetty.engine;

import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.endpoint.Handshake;
import io.panelws.jetty.handshake.ClassAuth;
import io.panelws.jetty.handshake.HandshakeAuth;
import io.panelws.jetty.handshake.ProbeAuth;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.ThreadPool;

/**
 * What the options say of who may open a connection.
 *
 * @param auth judges
 * @param maxInProgress how many handshakes may be judged at a time: where judging may block, no more than a quarter of the
 *     server's threads
 * @param end gives back what judging needs
 */
record HandshakeJudge(HandshakeAuth auth, int maxInProgress, Runnable end) {

    static HandshakeJudge of(ContextHandler context, PanelWsOptions options) {
        Runnable nothing = () -> {};
        String value = options.handshakeAuth();
        String argument = value.substring(value.indexOf(':') + 1);
        if (options.nodeAuthenticator().isPresent()) {
            return new HandshakeJudge(
                    new ClassAuth(options.nodeAuthenticator().get()), blocking(context, options), nothing);
        }
        if (value.startsWith("class:")) {
            return new HandshakeJudge(ClassAuth.named(argument), blocking(context, options), nothing);
        }
        if (value.startsWith("probe:")) {
            CurrentRequest current = new CurrentRequest();
            ContextHandler.ContextScopeListener listener =
                    ListenerProxy.of(ContextHandler.ContextScopeListener.class, current);
            context.addEventListener(listener);
            return new HandshakeJudge(
                    new ProbeAuth(seen -> probe(seen, current.request()), argument, options.requestTimeout()),
                    blocking(context, options),
                    () -> context.removeEventListener(listener));
        }
        return new HandshakeJudge(HandshakeAuth.none(), options.maxHandshakes(), nothing);
    }

    private static Handshake probe(Handshake.Seen seen, Request request) {
        return new Handshake(
                seen,
                Handshake.Origin.of(request.getConnectionMetaData()),
                Optional.empty(),
                request.getConnectionMetaData().getConnection());
    }

    private static int blocking(ContextHandler context, PanelWsOptions options) {
        return context.getServer().getThreadPool() instanceof ThreadPool.SizedThreadPool pool
                ? Math.min(options.maxHandshakes(), Math.max(1, pool.getMaxThreads() / 4))
                : options.maxHandshakes();
    }
}
