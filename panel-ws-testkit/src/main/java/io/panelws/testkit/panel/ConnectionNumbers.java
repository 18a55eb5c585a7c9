package io.panelws.testkit.panel;

import io.panelws.testkit.panel.Recording.Place;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/**
 * Counts connections, and the requests of each. A connection is known by the node's address and port, which its
 * handshake and its messages share; the address of a connection that is gone may come again, with another id of Jetty's.
 *
 * <p>This class is thread-safe.
 */
final class ConnectionNumbers {

    private static final class Count {
        private final String id;
        private final int connection;
        private int requests;

        Count(String id, int connection) {
            this.id = id;
            this.connection = connection;
        }
    }

    private final Map<String, Count> byAddress = new HashMap<>();
    private int connections;

    synchronized Place place(Request request, Arrival arrival) {
        String address = Request.getRemoteAddr(request) + ":" + Request.getRemotePort(request);
        String id = request.getConnectionMetaData().getId();
        Count count = byAddress.get(address);
        boolean known = count != null && (arrival == Arrival.MESSAGE || count.id.equals(id));
        if (!known) {
            count = new Count(id, ++connections);
            byAddress.put(address, count);
        }
        int index = arrival == Arrival.HANDSHAKE ? 0 : ++count.requests;
        return new Place(arrival.transport(), count.connection, index);
    }
}
