package io.panelws.gateway;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import io.micrometer.core.instrument.binder.jetty.JettyServerThreadPoolMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.panelws.jetty.PanelWs;
import io.panelws.jetty.PanelWsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The gateway's figures as Prometheus reads them: those of panel-ws, of the way to the panel, and of the process.
 *
 * <p>This class is thread-safe.
 */
final class GatewayMetrics implements AutoCloseable {

    private static final String REQUESTS = "panelws.upstream.requests";
    private static final String CONNECTIONS = "panelws.upstream.connections";

    /** Seconds, from what a panel takes at its best to its time limit. */
    private static final double[] BUCKETS = Stream.of(
                    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
            .toArray();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();

    GatewayMetrics(PanelWs nodes, QueuedThreadPool threads) {
        registry.config().meterFilter(new Buckets());
        new PanelWsMetrics(nodes).bindTo(registry);
        new JettyServerThreadPoolMetrics(threads, List.of()).bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbage.bindTo(registry);
    }

    /** What the way to the panel holds. */
    void watch(HttpClient client) {
        Gauge.builder(CONNECTIONS, client, one -> connections(one, AbstractConnectionPool::getActiveConnectionCount))
                .tag("state", "active")
                .description("Connections to the panel")
                .register(registry);
        Gauge.builder(CONNECTIONS, client, one -> connections(one, AbstractConnectionPool::getIdleConnectionCount))
                .tag("state", "idle")
                .description("Connections to the panel")
                .register(registry);
        Gauge.builder("panelws.upstream.queued", client, GatewayMetrics::queued)
                .description("Requests that wait for a connection to the panel")
                .register(registry);
    }

    /**
     * A request to the panel is over.
     *
     * @param status of its answer; 0 where there was none, or not the whole of it
     */
    void answered(int status, Duration lasted) {
        Timer.builder(REQUESTS)
                .description("Requests to the panel, until the end of its answer")
                .tag("status", status == 0 ? "none" : Integer.toString(status))
                .tag("outcome", Outcome.forStatus(status).name())
                .register(registry)
                .record(lasted);
    }

    String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }

    private static double connections(HttpClient client, ToIntFunction<AbstractConnectionPool> count) {
        return destinations(client)
                .map(HttpDestination::getConnectionPool)
                .filter(AbstractConnectionPool.class::isInstance)
                .mapToInt(pool -> count.applyAsInt((AbstractConnectionPool) pool))
                .sum();
    }

    private static double queued(HttpClient client) {
        return destinations(client)
                .mapToInt(HttpDestination::getQueuedRequestCount)
                .sum();
    }

    private static Stream<HttpDestination> destinations(HttpClient client) {
        return client.getDestinations().stream()
                .filter(HttpDestination.class::isInstance)
                .map(HttpDestination.class::cast);
    }

    /** So that quantiles can be told. */
    private static final class Buckets implements MeterFilter {

        @Override
        public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
            return id.getType() == Meter.Type.TIMER && id.getName().endsWith(".requests")
                    ? DistributionStatisticConfig.builder()
                            .serviceLevelObjectives(BUCKETS)
                            .build()
                            .merge(config)
                    : config;
        }
    }
}
