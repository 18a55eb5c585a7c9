package io.panelws.jetty;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A web application that listens to its nodes, and asks one that wants to be asked without waiting for it. */
public final class CuriousPanel implements ServletContextListener, PanelWsListener {

    private final Map<Node, String> heard = new ConcurrentHashMap<>();

    public CuriousPanel() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        PanelWs.in(event.getServletContext()).addListener(this);
        event.getServletContext().addServlet("ask", new Asking(heard)).addMapping("/ask");
    }

    @Override
    public void disconnected(Node node, Disconnection how) {
        heard.remove(node);
    }

    private static final class Asking extends HttpServlet {

        private static final long serialVersionUID = 1;

        private final transient Map<Node, String> heard;

        Asking(Map<Node, String> heard) {
            this.heard = heard;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            PanelWs.in(getServletContext()).nodes().stream()
                    .filter(node -> node.id().equals(request.getParameter("node_id")))
                    .forEach(node -> node.traffic(Duration.ofMinutes(5))
                            .whenComplete((traffic, failure) -> heard.put(node, traffic + " " + failure)));
        }
    }
}
