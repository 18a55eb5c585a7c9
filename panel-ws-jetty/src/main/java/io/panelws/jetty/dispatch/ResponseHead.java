package io.panelws.jetty.dispatch;

import io.panelws.jetty.rules.HeaderField;
import java.util.List;

/**
 * Status and header fields of the panel's response.
 *
 * @param status the status, 200 to 999: interim responses have no place in the protocol
 * @param fields the header fields as the container would write them
 */
public record ResponseHead(int status, List<HeaderField> fields) {}
