package io.panelws.jetty.spring;

import java.io.Serial;

/** Why panel-ws keeps the application from starting, and what to do. */
final class StartException extends IllegalStateException {

    static final String CORRECT =
            "Correct it, or set " + PanelWsProperties.ENABLED + "=false to run the application without panel-ws.";

    @Serial
    private static final long serialVersionUID = 1;

    private final String action;

    StartException(String sentence, String action, Throwable cause) {
        super("panel-ws: " + sentence, cause);
        this.action = action;
    }

    String action() {
        return action;
    }
}
