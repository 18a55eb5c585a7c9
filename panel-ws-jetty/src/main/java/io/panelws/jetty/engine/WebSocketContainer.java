package io.panelws.jetty.engine;

import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;

/** Finds the web application's WebSocket container. */
final class WebSocketContainer {

    private WebSocketContainer() {}

    static ServerContainer of(ServletContext context) {
        if (context.getAttribute(ServerContainer.class.getName()) instanceof ServerContainer container) {
            return container;
        }
        throw new IllegalStateException(
                "the web application's WebSocket container is of a Jakarta WebSocket API that is"
                        + " not the server's: a jakarta.websocket jar in WEB-INF/lib, which does not belong there");
    }
}
