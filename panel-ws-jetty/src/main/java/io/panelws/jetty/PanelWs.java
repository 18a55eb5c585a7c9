package io.panelws.jetty;

import io.panelws.api.NodeTraffic;
import io.panelws.jetty.replay.JdbcReplayStore;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The nodes that are connected to a web application, for the panel's own code: to show them, to ask them, to hear of them,
 * and to cut off one whose token has been revoked.
 *
 * <p>This class is thread-safe.
 */
public final class PanelWs {

    /** How many threads there are at most for listeners and what hangs on nodes' answers. */
    public static final int THREADS = 8;

    private static final String ATTRIBUTE = PanelWs.class.getName();

    private final Set<Mounted> mounted = new CopyOnWriteArraySet<>();
    private final Observers observers = new Observers();
    private final Totals totals = new Totals();
    private final Set<ListenerQueue> listeners = new CopyOnWriteArraySet<>();
    private final PanelThreads threads;
    private final String contextPath;

    private final Set<Runnable> ends = new CopyOnWriteArraySet<>();

    // Guarded by mounted.
    private Runnable unregister = () -> {};

    private PanelWs(ServletContext context) {
        threads = new PanelThreads(context.getClassLoader());
        contextPath = context.getContextPath();
        observers.add(totals);
    }

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
            PanelWs created = new PanelWs(context);
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

    /**
     * Asks all connected nodes for the traffic of their users that they have not reported yet (P-18), all at once.
     *
     * @param query for whom
     * @param timeout how long to wait for the last answer, more than 0
     * @return what they have answered, completed normally in any case, by a thread as for {@link Node#ask}
     * @throws IllegalArgumentException when the timeout is not positive
     */
    public CompletionStage<TrafficOfNodes> traffic(NodeTraffic.Query query, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout is not positive: " + timeout);
        }
        Map<Node, CompletableFuture<NodeTraffic>> asked = new LinkedHashMap<>();
        nodes().forEach(node -> asked.put(node, node.traffic(query, timeout).toCompletableFuture()));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new))
                .handle((nothing, failure) -> outcomes(asked));
    }

    private static TrafficOfNodes outcomes(Map<Node, CompletableFuture<NodeTraffic>> asked) {
        Map<Node, NodeTraffic> answered = new LinkedHashMap<>();
        Map<Node, NodeAskException> failed = new LinkedHashMap<>();
        asked.forEach((node, outcome) -> {
            try {
                answered.put(node, outcome.join());
            } catch (CompletionException e) {
                failed.put(node, (NodeAskException) e.getCause());
            }
        });
        return new TrafficOfNodes(answered, failed);
    }

    /**
     * Asks all connected nodes for the traffic of all their users.
     *
     * @param timeout as for {@link #traffic(NodeTraffic.Query, Duration)}
     * @return as {@link #traffic(NodeTraffic.Query, Duration)} does
     * @throws IllegalArgumentException when the timeout is not positive
     */
    public CompletionStage<TrafficOfNodes> traffic(Duration timeout) {
        return traffic(NodeTraffic.Query.ALL, timeout);
    }

    /**
     * Adds a listener. One that is to miss nothing is added by a {@code ServletContextListener}, before filters start.
     *
     * @param listener is told from now on; what it is told twice when it is added twice
     */
    public void addListener(PanelWsListener listener) {
        ListenerQueue queue = new ListenerQueue(listener, threads);
        listeners.add(queue);
        observers.add(queue);
    }

    /**
     * Removes a listener.
     *
     * @param listener is told nothing any more, also of what has happened already
     */
    public void removeListener(PanelWsListener listener) {
        for (ListenerQueue queue : listeners) {
            if (queue.isOf(listener)) {
                listeners.remove(queue);
                observers.remove(queue);
                queue.remove();
            }
        }
    }

    /** Hears everything that is counted; whoever meters adds itself here. */
    Observers observers() {
        return observers;
    }

    /** Adds something that ends with the last filter. */
    void onEnd(Runnable end) {
        ends.add(end);
    }

    /** What has happened so far. */
    Totals totals() {
        return totals;
    }

    /** Where the panel's own code runs. */
    Executor threads() {
        return threads;
    }

    /** How much there is of what, of each filter. */
    List<Figures> figures() {
        return mounted.stream().map(Mounted::figures).toList();
    }

    /** How many memories that panels share cannot be used. */
    long sharedStoresDown() {
        return sharedStores().filter(store -> !store.available()).count();
    }

    /** How many requests something became of, of all memories that panels share. */
    long missed(ToLongFunction<JdbcReplayStore.Figures> count) {
        return sharedStores().mapToLong(count).sum();
    }

    private Stream<JdbcReplayStore.Figures> sharedStores() {
        return mounted.stream().flatMap(filter -> filter.sharedStore().stream());
    }

    /** How many events listeners were not told of, because they are too slow. */
    long eventsLeftOut() {
        return listeners.stream().mapToLong(ListenerQueue::leftOut).sum();
    }

    void add(Mounted filter) {
        synchronized (mounted) {
            if (mounted.isEmpty()) {
                threads.start();
                unregister = ManagementBean.register(this, contextPath);
            }
            mounted.add(filter);
        }
    }

    void remove(Mounted filter) {
        synchronized (mounted) {
            mounted.remove(filter);
            if (mounted.isEmpty()) {
                unregister.run();
                unregister = () -> {};
                ends.forEach(Runnable::run);
                threads.stop();
            }
        }
    }
}
