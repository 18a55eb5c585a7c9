package io.panelws.jetty;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Predicate;

/**
 * The nodes that are connected to a web application, for the panel's own code: to show them, and to cut off one whose
 * token has been revoked.
 *
 * <p>This class is thread-safe.
 */
public final class PanelWs {

    private static final String ATTRIBUTE = PanelWs.class.getName();

    private final Set<Mounted> mounted = new CopyOnWriteArraySet<>();

    private PanelWs() {}

    /**
     * Finds the nodes of a web application.
     *
     * @param context the web application's context
     * @return the same object for the life of the context, also when no {@link PanelWsFilter} has been started
     */
    public static PanelWs in(ServletContext context) {
        synchronized (context) {
            if (context.getAttribute(ATTRIBUTE) instanceof PanelWs known) {
                return known;
            }
            PanelWs created = new PanelWs();
            context.setAttribute(ATTRIBUTE, created);
            return created;
        }
    }

    /**
     * The nodes that are connected, one entry for each connection.
     *
     * @return a copy
     */
    public List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        mounted.forEach(filter -> nodes.addAll(filter.nodes()));
        return nodes;
    }

    /**
     * Closes connections with 1008. A request that is running is not interrupted, but its answer may be lost; the node
     * connects again, and is judged anew, at its next request.
     *
     * @param which picks the nodes
     * @return how many connections were closed
     */
    public int close(Predicate<Node> which) {
        return mounted.stream().mapToInt(filter -> filter.close(which)).sum();
    }

    void add(Mounted filter) {
        mounted.add(filter);
    }

    void remove(Mounted filter) {
        mounted.remove(filter);
    }
}
