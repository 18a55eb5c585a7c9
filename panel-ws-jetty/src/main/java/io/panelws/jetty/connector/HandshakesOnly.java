package io.panelws.jetty.connector;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.Callback;

/**
 * Answers 426 with a sentence to whatever is not a WebSocket handshake (RFC 6455, 4.1), before any web application sees it,
 * on the connections that {@link Http} has marked. On others it does nothing.
 *
 * <p>It looks at the form of a request, not at who sends it: a handshake that no panel-ws accepts is still a {@code GET} that
 * a web application may answer. Thread-safe.
 */
public final class HandshakesOnly extends Handler.Wrapper {

    private static final String MARK = HandshakesOnly.class.getName();
    private static final byte[] SENTENCE =
            "This port takes WebSocket handshakes alone (panel-ws.websocketOnly).\n".getBytes(StandardCharsets.UTF_8);

    /** Made by the module's XML, and put in front of the server's handlers. */
    public HandshakesOnly() {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // A request that panel-ws has read from a message has a connection of its own, without the mark.
        if (request.getConnectionMetaData().getAttribute(MARK) == null || isHandshake(request)) {
            return super.handle(request, response, callback);
        }
        response.setStatus(HttpStatus.UPGRADE_REQUIRED_426);
        // RFC 9110, 15.5.22 and 7.8.
        response.getHeaders()
                .put(HttpHeader.UPGRADE, "websocket")
                .put(HttpHeader.CONNECTION, "Upgrade, close")
                .put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        response.write(true, ByteBuffer.wrap(SENTENCE), callback);
        return true;
    }

    private static boolean isHandshake(Request request) {
        HttpFields headers = request.getHeaders();
        return HttpMethod.GET.is(request.getMethod())
                && headers.contains(HttpHeader.UPGRADE, "websocket")
                && headers.contains(HttpHeader.CONNECTION, "upgrade")
                && headers.contains(HttpHeader.SEC_WEBSOCKET_KEY)
                && headers.contains(HttpHeader.SEC_WEBSOCKET_VERSION);
    }

    /** HTTP/1.1 whose connections are marked, if that is asked for. */
    public static final class Http extends HttpConnectionFactory {

        private final boolean only;

        /**
         * Makes connections.
         *
         * @param configuration of HTTP, as for any connector
         * @param only whether {@link HandshakesOnly} refuses what is not a handshake
         */
        public Http(HttpConfiguration configuration, boolean only) {
            super(configuration);
            this.only = only;
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            Connection connection = super.newConnection(connector, endPoint);
            if (only) {
                ((Attributes) connection).setAttribute(MARK, Boolean.TRUE);
            }
            return connection;
        }
    }
}
