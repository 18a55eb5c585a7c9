package io.panelws.jetty.engine;

import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.server.Connector;

/** Stands where Jetty asks a request for its connection, to read an idle timeout or a buffer size. */
final class SocketlessConnection extends AbstractConnection {

    SocketlessConnection(Connector connector) {
        super(new ByteArrayEndPoint(connector.getScheduler(), 0), connector.getExecutor());
    }

    @Override
    public void onFillable() {
        throw new IllegalStateException("nothing is read from this connection");
    }
}
