package io.panelws.gateway;

import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.eclipse.jetty.util.Callback;

/** What is for the operator, on a port that no node reaches. A further page is a further mapping. */
final class AdminPages {

    static final String CONNECTOR = "admin";

    private AdminPages() {}

    static ContextHandler context() {
        PathMappingsHandler pages = new PathMappingsHandler();
        pages.addMapping(new ServletPathSpec("/health"), new Health());
        ContextHandler context = new ContextHandler(pages, "/");
        context.setVirtualHosts(List.of("@" + CONNECTOR));
        return context;
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
