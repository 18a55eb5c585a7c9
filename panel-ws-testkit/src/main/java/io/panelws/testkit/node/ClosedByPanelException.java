package io.panelws.testkit.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A close frame where an answer was awaited. */
final class ClosedByPanelException extends IOException {

    private static final long serialVersionUID = 1;

    ClosedByPanelException(byte[] payload) {
        super(payload.length < 2 ? "closed without a code" : "closed with " + code(payload) + reason(payload));
    }

    private static int code(byte[] payload) {
        return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }

    private static String reason(byte[] payload) {
        return payload.length == 2 ? "" : " " + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }
}
