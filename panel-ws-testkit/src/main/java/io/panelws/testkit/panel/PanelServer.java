package io.panelws.testkit.panel;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * A running panel that can be looked at through several ports, each with a record of its own: tests that run side by
 * side share the panel and not their exchanges.
 *
 * <p>This class is thread-safe. It runs from {@link #start} to {@link #close()}.
 */
public final class PanelServer implements AutoCloseable {

    private static final int STOP_MILLISECONDS = 2_000;

    private final Server server = new Server();
    private final HttpConfiguration http = new HttpConfiguration();
    private final Set<RecordingPanel> open = ConcurrentHashMap.newKeySet();
    private final RecordingHandler recorder;

    private PanelServer(Handler panel) {
        recorder = new RecordingHandler(panel);
        // Whoever has configured it already loses nothing by it.
        recorder.getDescendants(ServletContextHandler.class)
                .forEach(context -> JakartaWebSocketServletContainerInitializer.configure(context, null));
        http.setSendServerVersion(false);
        // Has no socket. The panel finds the server's HTTP settings here while it starts; ports are opened later.
        server.addConnector(new LocalConnector(server, new HttpConnectionFactory(http)));
        server.setHandler(recorder);
        server.setStopTimeout(STOP_MILLISECONDS);
    }

    /**
     * Starts a panel; it is ready for {@link #open()} when this returns.
     *
     * @param source makes the panel
     * @return the running panel
     * @throws IllegalStateException when it cannot be made or does not start
     */
    public static PanelServer start(PanelSource source) {
        JettyLogs.quieten();
        Optional<PanelServer> created = Optional.empty();
        try {
            created = Optional.of(new PanelServer(source.create()));
            created.get().server.start();
            StartFailure.check(created.get().server);
            return created.get();
        } catch (Exception | LinkageError e) {
            String reason = StartFailure.reason(e, created.map(panel -> panel.server));
            IllegalStateException failure = new IllegalStateException("the panel does not start: " + reason, e);
            created.ifPresent(panel -> panel.closeAfter(failure));
            throw failure;
        }
    }

    /**
     * Opens a free port of the loopback interface.
     *
     * @return the panel as it is seen through that port; it closes with this server at the latest
     * @throws IllegalStateException when no port can be opened
     */
    public RecordingPanel open() {
        // No acceptor: a thread that waits in accept would keep the port open for a moment after it is closed.
        ServerConnector connector = connector(0, 0, 1);
        RecordingPanel panel = new RecordingPanel(this, connector);
        recorder.open(panel.port(), panel.recording());
        open.add(panel);
        return panel;
    }

    /** Opens a port of which nothing is recorded, with as many threads as Jetty has by default. */
    ServerConnector listen(int port) {
        return connector(port, -1, -1);
    }

    private ServerConnector connector(int port, int acceptors, int selectors) {
        ServerConnector connector = new ServerConnector(server, acceptors, selectors, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        server.addConnector(connector);
        try {
            connector.start();
            return connector;
        } catch (Exception e) {
            server.removeConnector(connector);
            throw new IllegalStateException("port " + port + " cannot be opened for the panel: " + e.getMessage(), e);
        }
    }

    void close(RecordingPanel panel, ServerConnector connector) {
        if (open.remove(panel)) {
            recorder.close(panel.port());
            stop(connector);
            server.removeConnector(connector);
        }
    }

    String contextPath() {
        String path = server.getDescendants(ContextHandler.class).stream()
                .findFirst()
                .map(ContextHandler::getContextPath)
                .orElse("/");
        return path.equals("/") ? "" : path;
    }

    <T> Optional<T> attribute(String name, Class<T> type) {
        return server.getDescendants(ContextHandler.class).stream()
                .map(context -> context.getContext().getAttribute(name))
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** Closes its ports and stops the panel: running requests get two seconds. Idempotent; blocks until done. */
    @Override
    public void close() {
        open.forEach(RecordingPanel::close);
        stop(server);
        server.destroy();
    }

    /** What is half started may not stop either; that is not what went wrong. */
    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static void stop(LifeCycle running) {
        try {
            running.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the panel does not stop", e);
        }
    }
}
