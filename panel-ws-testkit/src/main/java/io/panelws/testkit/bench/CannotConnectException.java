package io.panelws.testkit.bench;

/** The panel does not answer a first request over one of the transports. The message does not hold the token. */
public final class CannotConnectException extends Exception {

    private static final long serialVersionUID = 1;

    CannotConnectException(String message) {
        super(message);
    }
}
