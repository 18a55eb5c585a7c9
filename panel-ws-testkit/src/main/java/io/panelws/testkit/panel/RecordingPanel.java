package io.panelws.testkit.panel;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A panel as nodes see it through one port, and what they asked there.
 *
 * <p>An exchange is recorded once the panel has handed the last of its answer to the transport, so a node that has an
 * answer over WebSocket finds the exchange recorded. What panel-ws answers without asking the panel is none: messages that
 * break its rules, and a {@code POST} repeated after a lost answer (P-15).
 *
 * <p>This class is thread-safe. 10,000 exchanges and 64 MiB of bodies are kept, 1 MiB of each body.
 */
public final class RecordingPanel implements AutoCloseable {

    private final PanelServer server;
    private final ServerConnector connector;
    private final int port;
    private final Recording recording = new Recording();

    RecordingPanel(PanelServer server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
        this.port = connector.getLocalPort();
    }

    /**
     * Where the panel listens.
     *
     * @return the port, never 0
     */
    public int port() {
        return port;
    }

    /**
     * What a node's {@code WsURL} is set to.
     *
     * @return {@code ws://127.0.0.1:port} and the panel's context path
     */
    public URI wsUrl() {
        return URI.create("ws://127.0.0.1:" + port + server.contextPath());
    }

    /**
     * Where the same calls are answered over HTTP.
     *
     * @return {@code http://127.0.0.1:port} and the panel's context path
     */
    public URI httpUrl() {
        return URI.create("http://127.0.0.1:" + port + server.contextPath());
    }

    /**
     * Takes the oldest exchange that has not been taken, a message or a request over HTTP.
     *
     * @param timeout how long to wait for one
     * @return the exchange
     * @throws AssertionError when none is recorded in that time; it says what was
     * @throws IllegalStateException when more were recorded than are kept
     * @throws InterruptedException when the thread is interrupted
     */
    public RecordedExchange takeExchange(Duration timeout) throws InterruptedException {
        return recording.takeExchange(timeout);
    }

    /**
     * Takes the oldest handshake of a WebSocket that has not been taken: accepted with 101, or refused (P-5).
     *
     * @param timeout how long to wait for one
     * @return the handshake, its {@link RecordedExchange#index()} 0
     * @throws AssertionError when none is recorded in that time; it says what was
     * @throws IllegalStateException when more were recorded than are kept
     * @throws InterruptedException when the thread is interrupted
     */
    public RecordedExchange takeHandshake(Duration timeout) throws InterruptedException {
        return recording.takeHandshake(timeout);
    }

    /**
     * The exchanges that have not been taken, handshakes left out.
     *
     * @return a copy, oldest first
     * @throws IllegalStateException when more were recorded than are kept
     */
    public List<RecordedExchange> exchanges() {
        return recording.exchanges();
    }

    /**
     * Has every further exchange and handshake told as it is recorded.
     *
     * @param listener called on the panel's threads, several at a time; it must not block or throw
     */
    public void listen(Consumer<RecordedExchange> listener) {
        recording.listen(listener);
    }

    /**
     * An attribute of the panel's servlet context: how a test reaches the objects of a panel that runs in its process.
     *
     * @param <T> its type
     * @param name the attribute's name
     * @param type its class as the test sees it; a WAR that brings the class along has another one
     * @return the attribute, or none of that name and class
     */
    public <T> Optional<T> attribute(String name, Class<T> type) {
        return server.attribute(name, type);
    }

    Recording recording() {
        return recording;
    }

    /** Closes the port and the connections to it; the panel behind it runs on. Idempotent; blocks until done. */
    @Override
    public void close() {
        server.close(this, connector);
    }
}
