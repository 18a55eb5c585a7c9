package io.panelws.gateway;

import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.Callback;

/** What is for the operator: a port of its own, which no node reaches. More pages are to be handlers beside this one. */
final class AdminPages {

    static final String CONNECTOR = "admin";

    private AdminPages() {}

    static ContextHandler context() {
        ContextHandler health = new ContextHandler(new Health(), "/health");
        health.setVirtualHosts(List.of("@" + CONNECTOR));
        return health;
    }

    /** The gateway is there: 200. */
    private static final class Health extends Handler.Abstract.NonBlocking {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
            Content.Sink.write(response, true, "ok\n", callback);
            return true;
        }
    }
}
