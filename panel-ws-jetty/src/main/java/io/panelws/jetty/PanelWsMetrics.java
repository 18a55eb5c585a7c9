package io.panelws.jetty;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.http.Outcome;
import io.panelws.jetty.replay.JdbcReplayStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The figures of a web application's nodes for Micrometer:
 *
 * <pre>{@code
 * new PanelWsMetrics(PanelWs.in(servletContext)).bindTo(registry);
 * }</pre>
 *
 * <p>With Spring Boot and Actuator that happens by itself. Names and tags are those of README's table; they hold no name,
 * address, token or path of a node. A message runs through the container, so what meters HTTP requests there counts it too:
 * the two are not to be added.
 *
 * <p>What it has registered goes away with {@link #close}, or when the last {@link PanelWsFilter} of the web application stops,
 * so that a registry which outlives the web application keeps nothing of it.
 *
 * <p>This class is thread-safe. It needs Micrometer, which panel-ws does not bring.
 */
public final class PanelWsMetrics implements MeterBinder, AutoCloseable {

    private final PanelWs panelWs;
    private final List<Binding> bindings = new CopyOnWriteArrayList<>();

    /**
     * Makes a binder, which does nothing until it is bound.
     *
     * @param panelWs the nodes of the web application, see {@link PanelWs#in}
     */
    public PanelWsMetrics(PanelWs panelWs) {
        this.panelWs = panelWs;
        panelWs.onEnd(this::close);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Binding binding = new Binding(panelWs, registry);
        bindings.add(binding);
        panelWs.observers().add(binding);
    }

    /** Takes everything out of the registries again. Idempotent. */
    @Override
    public void close() {
        for (Binding binding : bindings) {
            bindings.remove(binding);
            panelWs.observers().remove(binding);
            binding.remove();
        }
    }

    /** The meters of one registry. */
    private static final class Binding implements Observer {

        private final MeterRegistry registry;
        private final Set<Meter> meters = ConcurrentHashMap.newKeySet();
        private volatile boolean removed;
        private final Map<Totals.Answer, Timer> answers = new ConcurrentHashMap<>();

        Binding(PanelWs panelWs, MeterRegistry registry) {
            this.registry = registry;
            gauge(panelWs, "panelws.connections.current", "Nodes that are connected", Figures::connections);
            gauge(panelWs, "panelws.requests.active", "Messages that run in the panel", Figures::running);
            gauge(
                    panelWs,
                    "panelws.requests.queued",
                    "Messages that wait for others of their connection",
                    Figures::waiting);
            gauge(panelWs, "panelws.questions.active", "Questions of the panel without an answer yet", Figures::asked);
            gauge(panelWs, "panelws.pings.unanswered", "Pings without a pong", Figures::unansweredPings);
            keep(Gauge.builder("panelws.messages.pending", panelWs, nodes -> now(nodes)
                            .pendingBytes())
                    .description("What messages in progress hold, of maxPendingBytes")
                    .baseUnit(BaseUnits.BYTES)
                    .register(registry));
            keep(Gauge.builder("panelws.replay.store.down", panelWs, PanelWs::sharedStoresDown)
                    .description("Shared memories of POSTs that cannot be used")
                    .register(registry));
            unguarded(panelWs, "refused", JdbcReplayStore.Figures::refused);
            unguarded(panelWs, "local", JdbcReplayStore.Figures::local);
            bytes(panelWs, "panelws.bytes.in", "Received from nodes, frames and all", Figures::bytesIn);
            bytes(panelWs, "panelws.bytes.out", "Sent to nodes, frames and all", Figures::bytesOut);
        }

        @Override
        public void connected(Node node) {
            handshake("accepted", 101);
        }

        @Override
        public void refused(RefusedHandshake handshake) {
            handshake(lower(handshake.reason()), handshake.status());
        }

        @Override
        public void disconnected(Node node, Disconnection how) {
            keep(Timer.builder("panelws.connections.duration")
                            .description("How long connections lasted")
                            .register(registry))
                    .record(how.lasted());
            keep(Counter.builder("panelws.connections.closed")
                            .description("Connections that have ended")
                            .tag("code", Totals.code(how))
                            .tag("initiator", lower(how.by()))
                            .register(registry))
                    .increment();
        }

        @Override
        public void repeated(RepeatedPost post) {
            keep(Counter.builder("panelws.requests.replayed")
                            .description("POSTs that were sent again and not executed twice")
                            .tag("transport", post.overWebSocket() ? "websocket" : "http")
                            .register(registry))
                    .increment();
        }

        @Override
        public void answered(Node node, String method, int status, long nanos, long bytesIn, long bytesOut) {
            Totals.Answer answer = Totals.Answer.of(method, status);
            Timer timer = answers.get(answer);
            if (timer == null) {
                timer = answers.computeIfAbsent(answer, this::timer);
            }
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }

        private Timer timer(Totals.Answer answer) {
            return keep(Timer.builder("panelws.requests")
                    .description("Messages of nodes, from their receipt until the answer was sent")
                    .tag("method", answer.method())
                    .tag("status", answer.status() == 0 ? "none" : Integer.toString(answer.status()))
                    .tag("outcome", Outcome.forStatus(answer.status()).name())
                    .register(registry));
        }

        private void handshake(String outcome, int status) {
            keep(Counter.builder("panelws.handshakes")
                            .description("WebSocket handshakes of nodes")
                            .tag("outcome", outcome)
                            .tag("status", Integer.toString(status))
                            .register(registry))
                    .increment();
        }

        private void gauge(PanelWs panelWs, String name, String description, ToDoubleFunction<Figures> value) {
            keep(Gauge.builder(name, panelWs, nodes -> value.applyAsDouble(now(nodes)))
                    .description(description)
                    .register(registry));
        }

        private void unguarded(PanelWs panelWs, String outcome, ToLongFunction<JdbcReplayStore.Figures> count) {
            keep(FunctionCounter.builder("panelws.replay.store.missed", panelWs, nodes -> nodes.missed(count))
                    .description("POSTs that came while the shared memory could not be used")
                    .tag("outcome", outcome)
                    .register(registry));
        }

        private void bytes(PanelWs panelWs, String name, String description, ToDoubleFunction<Figures> value) {
            keep(FunctionCounter.builder(name, panelWs, nodes -> value.applyAsDouble(now(nodes)))
                    .description(description)
                    .baseUnit(BaseUnits.BYTES)
                    .register(registry));
        }

        private <M extends Meter> M keep(M meter) {
            meters.add(meter);
            if (removed) {
                // What was under way when the rest went.
                registry.remove(meter);
            }
            return meter;
        }

        void remove() {
            removed = true;
            meters.forEach(registry::remove);
        }

        private static Figures now(PanelWs panelWs) {
            return panelWs.figures().stream().reduce(Figures.NONE, Figures::plus);
        }

        private static String lower(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }
}
