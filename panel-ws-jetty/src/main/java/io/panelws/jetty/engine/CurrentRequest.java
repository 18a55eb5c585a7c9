package io.panelws.jetty.engine;

import java.lang.ref.WeakReference;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ContextHandler;

/**
 * Knows which of Jetty's requests a thread is handling. A servlet request leads to it only through classes that differ
 * between EE levels.
 */
final class CurrentRequest implements ContextHandler.ContextScopeListener {

    /** Weak, because a thread that is inside when the web application stops is not told when it leaves. */
    private final ThreadLocal<WeakReference<Request>> current = new ThreadLocal<>();

    @Override
    public void enterScope(Context context, Request request) {
        if (request != null) {
            current.set(new WeakReference<>(request));
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
        WeakReference<Request> reference = current.get();
        Request request = reference == null ? null : reference.get();
        if (request == null) {
            throw new IllegalStateException("the calling thread is handling no request");
        }
        return request;
    }
}
