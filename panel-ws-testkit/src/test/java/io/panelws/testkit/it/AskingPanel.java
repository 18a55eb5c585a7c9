package io.panelws.testkit.it;

import io.panelws.api.WsCodec;
import io.panelws.api.WsCodecException;
import io.panelws.api.WsLimits;
import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** A panel on a bare WebSocket that, asked for one path, asks the node four things before it answers (P-18). */
public final class AskingPanel implements AutoCloseable {

    private static final WsCodec CODEC = new WsCodec(WsLimits.NONE);
    private static final String QUERY = "/api/v1/server/UniProxy/traffic/query";
    private static final Map<String, String> BODIES = Map.of(
            "config", "{\"server_port\":443,\"base_config\":{}}",
            "user", "{\"users\":[{\"id\":5,\"uuid\":\"u\",\"speed_limit\":0,\"device_limit\":0}]}");

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final String asking;
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();

    AskingPanel() {
        this("/ask");
    }

    /**
     * Starts it.
     *
     * @param asking the path
     */
    public AskingPanel(String asking) {
        this.asking = asking;
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(
                context,
                (servlets, webSockets) -> webSockets.addEndpoint(
                        ServerEndpointConfig.Builder.create(Endpoint.class, "/api/v1/server/UniProxy/{call}")
                                .configurator(new ServerEndpointConfig.Configurator() {
                                    @Override
                                    public <T> T getEndpointInstance(Class<T> type) {
                                        return type.cast(new Connection());
                                    }
                                })
                                .build()));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        LifeCycle.start(server);
    }

    String httpUrl() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    public String wsUrl() {
        return "ws://127.0.0.1:" + connector.getLocalPort();
    }

    /** What the node has answered: id, status, body. */
    public List<String> answers() {
        return List.copyOf(answers);
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    private final class Connection extends Endpoint {

        private long asked;

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, message -> take(session, message));
        }

        private void take(Session session, String message) {
            try {
                if (!message.contains("\"method\"")) {
                    WsResponse answer = CODEC.decodeResponse(message);
                    answers.add(answer.id() + " " + answer.status() + " "
                            + new String(answer.body(), StandardCharsets.UTF_8));
                    if (answers.size() == 4) {
                        answer(session, asked, "{}");
                    }
                    return;
                }
                WsRequest request = CODEC.decodeRequest(message);
                if (request.path().equals(asking)) {
                    asked = request.id();
                    ask(session, 71, "GET", QUERY, "");
                    ask(session, 72, "POST", QUERY + "?x=y", "{\"tag\":\"t\",\"uid\":6}");
                    ask(session, 73, "DELETE", QUERY, "");
                    ask(session, 74, "GET", "/other", "");
                } else {
                    String call = request.path().substring(request.path().lastIndexOf('/') + 1);
                    answer(session, request.id(), BODIES.getOrDefault(call, "{}"));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (WsCodecException e) {
                throw new IllegalStateException(e);
            }
        }

        private void ask(Session session, long id, String method, String path, String body) throws IOException {
            session.getBasicRemote().sendText(CODEC.encode(new WsRequest(id, method, path, Map.of(), bytes(body))));
        }

        private void answer(Session session, long id, String body) throws IOException {
            session.getBasicRemote().sendText(CODEC.encode(new WsResponse(id, 200, Map.of(), bytes(body))));
        }

        private byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
