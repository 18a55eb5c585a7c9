package io.panelws.testkit.conformance;

import java.io.IOException;

/** There is no panel at the address, or it does not let the node in. The message is one sentence without the token. */
public final class CannotConnectException extends IOException {

    private static final long serialVersionUID = 1;

    CannotConnectException(String sentence) {
        super(sentence);
    }
}
