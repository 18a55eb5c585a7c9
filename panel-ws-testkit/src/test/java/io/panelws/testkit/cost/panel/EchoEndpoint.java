package io.panelws.testkit.cost.panel;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** The least that an endpoint can cost: the message is its own answer. */
@ServerEndpoint("/echo")
public final class EchoEndpoint {

    @OnMessage
    public String onMessage(String message) {
        return message;
    }
}
