package io.panelws.jetty.handshake;

import io.panelws.jetty.endpoint.PanelWsEndpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gives the endpoint of one handshake its connection. Nodes offer neither subprotocols nor extensions (P-4), so none is
 * negotiated; the filter has judged the origin.
 */
final class PerHandshake extends ServerEndpointConfig.Configurator {

    /** Used once; Jetty keeps this object. */
    private Optional<Consumer<Session>> opening;

    private PerHandshake(Consumer<Session> opening) {
        this.opening = Optional.of(opening);
    }

    /** The endpoint configuration for one upgrade, which is used once. */
    static ServerEndpointConfig configFor(Consumer<Session> opening) {
        return ServerEndpointConfig.Builder.create(PanelWsEndpoint.class, "/")
                .configurator(new PerHandshake(opening))
                .build();
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        Consumer<Session> once = opening.orElseThrow();
        opening = Optional.empty();
        return endpointClass.cast(new PanelWsEndpoint(once));
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return "";
    }

    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    @Override
    public boolean checkOrigin(String origin) {
        return true;
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        // Nothing to add.
    }
}
