package io.panelws.jetty.dispatch;

import java.nio.ByteBuffer;

/**
 * Takes the response of one dispatched request as the container produces it.
 *
 * <p>The order is: {@link #begin} once, {@link #write} at least once, each after the last one's completion, then one of
 * {@link #succeeded} and {@link #failed}; {@code failed} may come at any time. Calls come from any thread, never two at
 * once.
 */
public interface ResponseSink {

    /**
     * Begins the response.
     *
     * @param head status and header fields
     */
    void begin(ResponseHead head);

    /**
     * Takes a piece of the body. May block while an earlier piece is on its way to a slow node.
     *
     * @param content the bytes; they are read before the completion is told
     * @param last whether the response ends here
     * @param completion told when the next piece may come
     */
    void write(ByteBuffer content, boolean last, Completion completion);

    /** The container is done with the request and its response. */
    void succeeded();

    /**
     * The container could not finish the response.
     *
     * @param cause why
     */
    void failed(Throwable cause);
}
