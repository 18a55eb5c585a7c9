package io.panelws.testkit.storm;

import io.panelws.jetty.PanelWsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A panel in a process of its own whose books outlive it: each push is a line of a file, written before it is answered. */
final class StormPanel {

    static final String READY = "storm panel is ready";
    private static final String API = "/api/v1/server/UniProxy/";
    private static final byte[] CONFIG =
            "{\"server_port\":443,\"network\":\"tcp\",\"tls\":0}".getBytes(StandardCharsets.UTF_8);

    private StormPanel() {}

    /** The port, the books, how many threads, how long the accept queue is (0 for Jetty's default), handshakeAuth. */
    public static void main(String[] arguments) throws Exception {
        Server server = new Server(new QueuedThreadPool(Integer.parseInt(arguments[2])));
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(arguments[0]));
        connector.setAcceptQueueSize(Integer.parseInt(arguments[3]));
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        FilterHolder filter = new FilterHolder(new PanelWsFilter());
        filter.setInitParameter("handshakeAuth", arguments[4]);
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        FileChannel books =
                FileChannel.open(Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        context.addServlet(new ServletHolder(new Config()), API + "config");
        context.addServlet(new ServletHolder(new Push(books)), API + "push");
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        server.setHandler(context);
        server.setStopTimeout(10_000);
        server.setStopAtShutdown(true);
        server.start();
        System.out.println(READY);
    }

    private static final class Config extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.setContentLength(CONFIG.length);
            response.getOutputStream().write(CONFIG);
        }
    }

    private static final class Push extends HttpServlet {

        private static final long serialVersionUID = 1;

        private final transient FileChannel books;

        Push(FileChannel books) {
            this.books = books;
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String report = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String line = request.getParameter("node_id") + " " + report + "\n";
            // One call: a line is there as a whole or not at all.
            books.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            response.setContentType("application/json");
            response.getWriter().write("{\"data\":true}");
        }
    }
}
