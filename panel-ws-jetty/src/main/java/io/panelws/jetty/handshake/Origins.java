package io.panelws.jetty.handshake;

import io.panelws.jetty.endpoint.Handshake.Origin;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * Where handshakes come in: one object for each connector and configuration, not for each connection.
 *
 * <p>This class is thread-safe.
 */
final class Origins {

    private final Map<HttpConfiguration, Origin> known = Collections.synchronizedMap(new WeakHashMap<>());

    Origin of(ConnectionMetaData handshake) {
        Connector connector = handshake.getConnector();
        HttpConfiguration configuration = handshake.getHttpConfiguration();
        Origin origin = known.get(configuration);
        if (origin == null || origin.connector() != connector) {
            origin = Origin.of(handshake);
            known.put(configuration, origin);
        }
        return origin;
    }
}
