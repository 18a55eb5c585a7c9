package io.panelws.jetty.dispatch;

import io.panelws.jetty.rules.HeaderField;
import io.panelws.jetty.rules.RequestTarget;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A message that has passed the rules, ready for the container.
 *
 * @param handshake what its connection adds
 * @param method the method
 * @param target path and query, within the context of the handshake
 * @param headers the merged header fields
 * @param body the body, possibly empty; it is read once
 */
public record DispatchRequest(
        Handshake handshake, String method, RequestTarget target, List<HeaderField> headers, ByteBuffer body) {

    /** Shows neither query nor header values nor body. */
    @Override
    public String toString() {
        return method + " " + target;
    }
}
