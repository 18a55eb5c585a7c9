package io.panelws.api;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * One text message of the protocol. A node sends {@link WsRequest}s, and in generation 2 also a {@link WsResponse} to each
 * request of its panel (P-18); which of the two it is shows in its {@code method}.
 *
 * <p>Messages are immutable and thread-safe.
 */
public sealed interface WsMessage permits WsRequest, WsResponse {

    /**
     * The number by which generation 2 finds the answer to a request (P-7).
     *
     * @return the id, {@link WsRequest#NO_ID} for none
     */
    long id();

    /**
     * The values of each header.
     *
     * @return an unmodifiable map in the order of the message
     */
    Map<String, List<String>> headers();

    /**
     * The decoded body, copied; empty where the message has none.
     *
     * @return a new array
     */
    byte[] body();

    /**
     * The body without a copy.
     *
     * @return a new read-only buffer over the body
     */
    ByteBuffer bodyBuffer();
}
