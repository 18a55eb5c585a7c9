package io.panelws.jetty.engine;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ContextHandler;

/**
 * Knows which of Jetty's requests a thread is handling. A servlet request leads to it only through classes that differ
 * between EE levels.
 */
final class CurrentRequest implements ContextHandler.ContextScopeListener {

    private final ThreadLocal<Request> current = new ThreadLocal<>();

    @Override
    public void enterScope(Context context, Request request) {
        if (request != null) {
            current.set(request);
        }
    }

    @Override
    public void exitScope(Context context, Request request) {
        current.remove();
    }

    EndPoint endPoint() {
        return request().getConnectionMetaData().getConnection().getEndPoint();
    }

    Request request() {
        Request request = current.get();
        if (request == null) {
            throw new IllegalStateException("the calling thread is handling no request");
        }
        return request;
    }
}
