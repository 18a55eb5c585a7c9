package io.panelws.jetty.endpoint;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/**
 * Gives the endpoint of one handshake its connection. Nodes offer neither subprotocols nor extensions (P-4), so none is
 * negotiated; the filter has judged the origin.
 */
public final class PerHandshake extends ServerEndpointConfig.Configurator {

    private final NodeConnection connection;

    private PerHandshake(NodeConnection connection) {
        this.connection = connection;
    }

    /**
     * The endpoint configuration for one upgrade.
     *
     * @param connection the connection that the upgrade begins
     * @return a configuration that is used once
     */
    public static ServerEndpointConfig configFor(NodeConnection connection) {
        return ServerEndpointConfig.Builder.create(PanelWsEndpoint.class, "/")
                .configurator(new PerHandshake(connection))
                .build();
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        return endpointClass.cast(new PanelWsEndpoint(connection));
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
