package io.panelws.jetty.handshake;

import io.panelws.jetty.RefusedHandshake;
import io.panelws.jetty.RefusedHandshake.Reason;
import io.panelws.jetty.endpoint.Handshake;
import io.panelws.jetty.endpoint.Mount;
import io.panelws.jetty.endpoint.NodeConnection;
import io.panelws.jetty.endpoint.NodeName;
import io.panelws.jetty.endpoint.OpeningConnection;
import io.panelws.jetty.endpoint.Place;
import io.panelws.jetty.log.Log;
import io.panelws.jetty.log.LogText;
import io.panelws.jetty.rules.HandshakeQuery;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/** The way in: judges a handshake and answers it. This class is thread-safe. */
public final class Upgrade {

    private static final Log LOG = Log.of(Upgrade.class);
    private static final String VERSION = "13";
    private static final int COOLDOWN_SECONDS = 60;

    private final ServerContainer container;
    private final Mount mount;
    private final HandshakeAuth auth;
    private final Turns turns;
    private final Origins origins = new Origins();

    /**
     * Makes the way in of a mount.
     *
     * @param container the web application's WebSocket container
     * @param mount takes the connections
     * @param auth judges
     * @param maxInProgress how many handshakes may be judged at a time
     * @param scheduler ends the waiting of others
     */
    public Upgrade(ServerContainer container, Mount mount, HandshakeAuth auth, int maxInProgress, Scheduler scheduler) {
        this.container = container;
        this.mount = mount;
        this.auth = auth;
        this.turns = new Turns(maxInProgress, mount.options().maxConnections(), scheduler);
    }

    /**
     * Answers a request if it is a handshake.
     *
     * @param request the request
     * @param response the response
     * @return false when it is none, and has not been touched
     * @throws IOException when the answer cannot be written
     * @throws ServletException when the upgrade fails
     */
    public boolean answers(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (HandshakeReader.isHandshake(request)) {
            answer(request, response);
            return true;
        }
        if (HandshakeReader.isExtendedConnect(request)) {
            refused(
                    request,
                    HttpServletResponse.SC_NOT_IMPLEMENTED,
                    Reason.INVALID,
                    "it is over " + request.getProtocol());
            refuse(
                    response,
                    HttpServletResponse.SC_NOT_IMPLEMENTED,
                    "panel-ws takes WebSockets over HTTP/1.1 (RFC 6455), not over " + request.getProtocol()
                            + ": let the client, or the proxy in front of the panel, connect with HTTP/1.1.");
            return true;
        }
        return false;
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (origin != null && !mount.options().allowedOrigins().contains(origin)) {
            refused(request, 403, Reason.ORIGIN, "its Origin is not in allowedOrigins");
            refuse(response, 403, "panel-ws does not serve browsers: this Origin is not allowed.");
        } else if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
            refused(request, 426, Reason.INVALID, "it is of another version of WebSocket");
            response.setHeader("Sec-WebSocket-Version", VERSION);
            refuse(response, 426, "This is a WebSocket of version " + VERSION + " (RFC 6455).");
        } else if (!isUrl(request)) {
            // Jetty would answer 500 and show the URL, with the token in it.
            refused(request, 400, Reason.INVALID, "its URL is badly written");
            refuse(response, 400, "The URL of the handshake is badly written: see its escapes.");
        } else if (turns.take()) {
            try {
                judge(request, response);
            } finally {
                turns.end();
            }
        } else if (!turns.await(request, new Waited(request, response))) {
            tooMany(request, response);
        }
    }

    private static boolean isUrl(HttpServletRequest request) {
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        try {
            new URI("http://panel" + request.getRequestURI() + "?" + query);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void tooMany(HttpServletRequest request, HttpServletResponse response) throws IOException {
        refuseForNow(request, response, "too many handshakes are in progress, see maxHandshakes");
    }

    /** A handshake whose turn comes later. */
    private final class Waited implements Turns.Outcome {

        private final HttpServletRequest request;
        private final HttpServletResponse response;

        Waited(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
        }

        @Override
        public void turn() {
            answer(() -> judge(request, response));
        }

        @Override
        public void late() {
            answer(() -> tooMany(request, response));
        }

        private void answer(Answer answer) {
            try {
                answer.give();
            } catch (IOException | ServletException | RuntimeException e) {
                LOG.log(Level.WARNING, e, "A handshake could not be answered");
                if (!response.isCommitted()) {
                    response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
                }
            }
        }
    }

    private interface Answer {
        void give() throws IOException, ServletException;
    }

    private void judge(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        Handshake.Seen seen = HandshakeReader.read(request, mount.headers());
        Optional<HandshakeAuth.Refused> refused = auth.judge(request, seen);
        if (refused.isPresent()) {
            refused(
                    request,
                    refused.get().status(),
                    Reason.AUTHENTICATION,
                    "the panel says so, when handshakeAuth asks it");
            refuse(response, refused.get());
            return;
        }
        Optional<String> account = seen.account(mount.options().messageHeaders());
        NodeName node = new NodeName(seen.query(), seen.remote().host());
        // Taken only now: a stranger takes no place from the node whose name it uses.
        String owner = account.orElseGet(() -> node.type() + "\n" + node.id());
        Optional<Place> place = mount.connections().reserve(node, owner);
        if (place.isEmpty()) {
            refuseForNow(
                    request, response, mount.connections().obstacle(owner).orElse("there was no place a moment ago"));
        } else {
            upgrade(request, response, seen, account, place.get());
        }
    }

    /** From here on the place belongs to the connection; where there will be none, it is given back at once. */
    private void upgrade(
            HttpServletRequest request,
            HttpServletResponse response,
            Handshake.Seen seen,
            Optional<String> account,
            Place place)
            throws IOException, ServletException {
        AtomicReference<OpeningConnection> opening = new AtomicReference<>();
        boolean agreed = false;
        try {
            container.upgradeHttpToWebSocket(
                    request,
                    response,
                    PerHandshake.configFor(session -> opening.get().opened(session)),
                    Map.of());
            if (response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
                opening.set(opening(request, seen, account, place));
                request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, opening.get());
                agreed = true;
            } else {
                refused(
                        request,
                        response.getStatus(),
                        Reason.INVALID,
                        "the server takes it for no WebSocket handshake");
            }
        } catch (DeploymentException | IllegalStateException e) {
            throw new ServletException("panel-ws: the WebSocket upgrade failed", e);
        } finally {
            if (!agreed) {
                place.releaseUntaken();
            }
        }
    }

    private OpeningConnection opening(
            HttpServletRequest request, Handshake.Seen seen, Optional<String> account, Place place) {
        if (!(request.getAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE) instanceof WebSocketConnection jakarta)
                || !(jakarta.getEndPoint().getConnection() instanceof ConnectionMetaData http)) {
            throw new IllegalStateException("panel-ws does not know how this Jetty upgrades a connection");
        }
        Handshake handshake = new Handshake(seen, origins.of(http), account, http.getConnection());
        Connection.Listener untaken = new Connection.Listener() {
            @Override
            public void onClosed(Connection connection) {
                // Also told when the connection becomes a WebSocket. Else whoever has not waited for the 101 opens
                // none.
                if (!connection.getEndPoint().isOpen()) {
                    place.releaseUntaken();
                }
            }
        };
        http.getConnection().addEventListener(untaken);
        Function<WebSocketCoreSession, NodeConnection> factory = session -> {
            // Jetty keeps the handshake's request and its connection.
            http.getConnection().removeEventListener(untaken);
            return NodeConnection.open(mount, handshake, place, session);
        };
        return new OpeningConnection(jakarta, factory, place::releaseUntaken);
    }

    /**
     * A refused node uses plain HTTP for the next 60 s (P-5), and so long it need not come back. It does not read when; for
     * who does, those who came at once do not come at once again.
     */
    private void refuseForNow(HttpServletRequest request, HttpServletResponse response, String reason)
            throws IOException {
        refused(request, 503, mount.connections().isStopping() ? Reason.STOPPING : Reason.LIMIT, reason);
        int seconds = COOLDOWN_SECONDS + ThreadLocalRandom.current().nextInt(COOLDOWN_SECONDS);
        response.setHeader("Retry-After", Integer.toString(seconds));
        refuse(response, 503, "The panel takes no further WebSocket connection at the moment.");
    }

    /** Whoever it was, by its own account. */
    private void refused(HttpServletRequest request, int status, Reason reason, String sentence) {
        HandshakeQuery query =
                HandshakeQuery.of(Optional.ofNullable(request.getQueryString()).orElse(""));
        NodeName name = new NodeName(query, request.getRemoteAddr());
        LOG.log(
                Level.INFO,
                "The handshake of node {0} was refused with {1}: {2}",
                name,
                status,
                LogText.sentence(sentence));
        mount.observer()
                .refused(new RefusedHandshake(name.type(), name.id(), name.remoteAddress(), status, reason, sentence));
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
