package io.panelws.testkit.panel;

import io.panelws.jetty.PanelWsFilter;
import io.panelws.testkit.node.Transport;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** How a request came to the panel. */
enum Arrival {
    HANDSHAKE,
    MESSAGE,
    HTTP;

    static Arrival of(Request request) {
        if (request.getAttribute(PanelWsFilter.MESSAGE_ATTRIBUTE) != null) {
            return MESSAGE;
        }
        return request.getHeaders().contains(HttpHeader.UPGRADE, "websocket") ? HANDSHAKE : HTTP;
    }

    Transport transport() {
        return this == MESSAGE ? Transport.WEBSOCKET : Transport.HTTP;
    }
}
