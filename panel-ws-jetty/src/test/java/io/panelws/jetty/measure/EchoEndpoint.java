package io.panelws.jetty.measure;

import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** The least that a WebSocket endpoint can be, to compare with. */
@ServerEndpoint("/echo")
public final class EchoEndpoint {

    @OnOpen
    public void onOpen(Session session) {
        session.setMaxIdleTimeout(0);
    }

    @OnError
    public void onError(Throwable cause) {
        // The nodes vanish when all is measured.
    }

    @OnMessage
    public String onMessage(String text) {
        return text;
    }
}
