package io.panelws.jetty.replay;

import io.panelws.jetty.Observer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A panel without WebSockets, in front of which {@link ReplayOverHttp} stands; which connections are open is told by hand. */
final class PlainPanel implements AutoCloseable {

    static final String NODE = "node_id=1&node_type=vless&token=secret";
    static final int THREADS = 12;
    static final String BODY = "{\"1\":[10,20]}";

    /** Counts what is out; the limit can be changed at any time. */
    static final class Memory implements Bytes {

        final AtomicInteger used = new AtomicInteger();
        volatile int limit = 64 << 20;
        volatile int most;

        @Override
        public boolean reserve(int bytes) {
            if (used.addAndGet(bytes) > limit) {
                used.addAndGet(-bytes);
                return false;
            }
            most = Math.max(most, used.get());
            return true;
        }

        @Override
        public void release(int bytes) {
            used.addAndGet(-bytes);
        }
    }

    @FunctionalInterface
    interface Service {
        void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    final MemoryReplayStore store = new MemoryReplayStore(InstantSource.system());
    final Memory memory = new Memory();

    /** Since when a node has had a connection; 0 when it has none. */
    volatile long openSince;

    volatile Duration timeout = Duration.ofSeconds(20);
    final AtomicInteger executed = new AtomicInteger();

    /** What the servlet has been given. */
    final AtomicReference<HttpServletRequest> seen = new AtomicReference<>();

    /** What the container has given. */
    final AtomicReference<HttpServletRequest> given = new AtomicReference<>();

    private final Server server = new Server(new QueuedThreadPool(THREADS));
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context = new ServletContextHandler("/panel", ServletContextHandler.SESSIONS);
    private boolean async = true;

    PlainPanel() {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
    }

    PlainPanel synchronous() {
        async = false;
        return this;
    }

    PlainPanel start(Service service) {
        FilterHolder filter = new FilterHolder(new GuardingFilter());
        filter.setAsyncSupported(async);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        ServletHolder servlet = new ServletHolder(new HttpServlet() {
            private static final long serialVersionUID = 1;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws IOException, ServletException {
                if (request.getDispatcherType() == DispatcherType.REQUEST) {
                    executed.incrementAndGet();
                    seen.set(request);
                }
                service.service(request, response);
            }
        });
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        LifeCycle.start(server);
        return this;
    }

    private final class GuardingFilter implements Filter {

        private final OpenConnections open = new OpenConnections() {
            @Override
            public boolean any(String node) {
                return openSince > 0 && node.equals(account());
            }

            @Override
            public OptionalLong oldest(String node) {
                return any(node) ? OptionalLong.of(openSince) : OptionalLong.empty();
            }
        };

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            given.set((HttpServletRequest) request);
            new ReplayOverHttp(
                            store,
                            open,
                            memory,
                            new ReplayOverHttp.Settings(Duration.ofSeconds(30), timeout, List.of()),
                            new Observer() {})
                    .doFilter((HttpServletRequest) request, (HttpServletResponse) response, chain);
        }
    }

    static String account() {
        return ReplayKey.node(NODE, name -> List.of(), List.of(), Optional.empty())
                .orElseThrow();
    }

    /** The key of a push as if it had come as a message. */
    static ReplayKey key(String body) {
        return new ReplayKey(account(), requestKey(body));
    }

    static String requestKey(String body) {
        return ReplayKey.request("POST", "/panel/push", NODE, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }

    Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", connector.getLocalPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    static byte[] head(String query, String... headers) {
        return ("POST /panel/push?" + query + " HTTP/1.1\r\nHost: panel\r\nConnection: close\r\n"
                        + String.join(
                                "",
                                List.of(headers).stream()
                                        .map(header -> header + "\r\n")
                                        .toList())
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends a push of the node and reads everything that comes back. */
    String push(String body, String... headers) throws IOException {
        return pushAs(NODE, body, headers);
    }

    String pushAs(String query, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Length: " + bytes.length;
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head(query, all));
        request.writeBytes(bytes);
        return exchange(request.toByteArray());
    }

    /** The same in chunks. */
    String pushChunked(String query, byte[] body, int chunk) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head(query, "Transfer-Encoding: chunked"));
        request.writeBytes(chunked(body, chunk));
        return exchange(request.toByteArray());
    }

    static byte[] chunked(byte[] body, int chunk) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int i = 0; i < body.length; i += chunk) {
            int length = Math.min(chunk, body.length - i);
            chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(body, i, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }

    private String exchange(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request);
            return read(socket);
        }
    }

    static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static String bodyOf(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
