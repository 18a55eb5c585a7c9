package io.panelws.testkit.junit;

import io.panelws.testkit.panel.PanelServer;
import io.panelws.testkit.panel.PanelSource;
import java.util.Optional;

/** A panel that starts when it is first asked for, once. This class is thread-safe; JUnit closes it. */
final class LazyServer implements AutoCloseable {

    private final PanelSource source;
    private Optional<PanelServer> server = Optional.empty();

    LazyServer(PanelSource source) {
        this.source = source;
    }

    synchronized PanelServer server() {
        if (server.isEmpty()) {
            server = Optional.of(PanelServer.start(source));
        }
        return server.get();
    }

    @Override
    public synchronized void close() {
        server.ifPresent(PanelServer::close);
    }
}
