package com.example.panel;

import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;

public class EmbeddedPanel {

    public static void main(String[] args) throws Exception {
        Server server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])));
        ServletContextHandler context = new ServletContextHandler();
        server.setHandler(context);

        // Yours, mapped before panel-ws: it refuses strangers at the handshake already.
        context.addFilter(new FilterHolder(new NodeAuthentication()), "/*", EnumSet.of(DispatcherType.REQUEST));

        JakartaWebSocketServletContainerInitializer.configure(context, null);
        PanelWsOptions options =
                PanelWsOptions.builder().requestTimeout(Duration.ofSeconds(20)).build();
        context.addFilter(new FilterHolder(new PanelWsFilter(options)), "/*", EnumSet.of(DispatcherType.REQUEST));

        // Yours.
        context.addServlet(new ServletHolder(new UniProxy()), "/api/v1/server/UniProxy/*");

        // On SIGTERM requests in progress are answered first, those over HTTP by Jetty's GracefulHandler.
        server.insertHandler(new GracefulHandler());
        server.setStopTimeout(30_000);
        server.setStopAtShutdown(true);
        server.start();
    }

    private static class NodeAuthentication extends HttpFilter {

        private static final long serialVersionUID = 1;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if ("s3cret".equals(request.getParameter("token"))) {
                chain.doFilter(request, response);
            } else {
                response.sendError(403, "unknown node");
            }
        }
    }

    private static class UniProxy extends HttpServlet {

        private static final long serialVersionUID = 1;
        private static final Map<String, String> ANSWERS = Map.of(
                "/config",
                """
                {"server_port":443,"network":"tcp","base_config":{"push_interval":60,"pull_interval":60}}""",
                "/user",
                """
                {"users":[{"id":1,"uuid":"5d0a1d9c-1f0e-4c5b-9a27-3a8f4d0c6e11","speed_limit":0,"device_limit":0}]}""",
                "/alivelist",
                """
                {"alive":{}}""");

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String answer = ANSWERS.get(request.getPathInfo());
            if (answer == null) {
                response.sendError(404);
                return;
            }
            response.setContentType("application/json");
            response.getWriter().write(answer);
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            System.out.println(request.getPathInfo() + " " + request.getReader().readLine());
            response.setContentType("application/json");
            response.getWriter().write("{\"data\":true}");
        }
    }
}
