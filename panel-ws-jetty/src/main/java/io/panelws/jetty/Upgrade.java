package io.panelws.jetty;

import io.panelws.jetty.dispatch.Handshake;
import io.panelws.jetty.dispatch.Transport;
import io.panelws.jetty.endpoint.Mount;
import io.panelws.jetty.endpoint.NodeConnection;
import io.panelws.jetty.endpoint.PerHandshake;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** The way in: judges a handshake and answers it. This class is thread-safe. */
final class Upgrade {

    private static final String VERSION = "13";

    private final ServerContainer container;
    private final Mount mount;
    private final Connections connections;
    private final HandshakeAuth auth;
    private final Set<String> allowedOrigins;
    private final Semaphore inProgress;

    Upgrade(
            ServerContainer container,
            Mount mount,
            Connections connections,
            HandshakeAuth auth,
            PanelWsOptions options) {
        this.container = container;
        this.mount = mount;
        this.connections = connections;
        this.auth = auth;
        this.allowedOrigins = options.allowedOrigins();
        this.inProgress = new Semaphore(options.maxHandshakes());
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (origin != null && !allowedOrigins.contains(origin)) {
            refuse(response, 403, "panel-ws does not serve browsers: this Origin is not allowed.");
        } else if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
            response.setHeader("Sec-WebSocket-Version", VERSION);
            refuse(response, 426, "This is a WebSocket of version " + VERSION + " (RFC 6455).");
        } else if (!inProgress.tryAcquire()) {
            refuseForNow(response);
        } else {
            try {
                judge(request, response);
            } finally {
                inProgress.release();
            }
        }
    }

    private void judge(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        Handshake handshake = HandshakeReader.read(request, mount.headers());
        Transport transport = mount.dispatcher().currentTransport();
        NodeConnection connection = new NodeConnection(mount, handshake, transport, connections);
        // Whoever does not wait for the 101 opens no WebSocket whose end would be told.
        mount.dispatcher().onResponseLost(() -> connections.closed(connection));
        Optional<HandshakeAuth.Refused> refused = auth.judge(request, handshake);
        if (refused.isPresent()) {
            refuse(response, refused.get());
        } else if (!connections.add(
                new Node(handshake.query(), handshake.remote().host()), connection)) {
            // Counted only now: a stranger takes no place from the node whose name it uses.
            refuseForNow(response);
        } else {
            upgrade(request, response, connection);
        }
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response, NodeConnection connection)
            throws IOException, ServletException {
        try {
            container.upgradeHttpToWebSocket(request, response, PerHandshake.configFor(connection), Map.of());
        } catch (DeploymentException | IllegalStateException e) {
            throw new ServletException("panel-ws: the WebSocket upgrade failed", e);
        } finally {
            if (response.getStatus() != HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
                connections.closed(connection);
            }
        }
    }

    /** A refused node uses plain HTTP for the next 60 s (P-5), and so long it need not come back. */
    private static void refuseForNow(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "60");
        refuse(response, 503, "The panel takes no further WebSocket connection at the moment.");
    }

    private static void refuse(HttpServletResponse response, int status, String sentence) throws IOException {
        byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        refuse(response, new HandshakeAuth.Refused(status, Optional.of("text/plain;charset=utf-8"), body));
    }

    private static void refuse(HttpServletResponse response, HandshakeAuth.Refused refused) throws IOException {
        response.setStatus(refused.status());
        refused.contentType().ifPresent(response::setContentType);
        response.setContentLength(refused.body().length);
        response.getOutputStream().write(refused.body());
    }
}
