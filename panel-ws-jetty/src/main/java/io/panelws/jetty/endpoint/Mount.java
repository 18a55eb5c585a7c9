package io.panelws.jetty.endpoint;

import io.panelws.api.WsCodec;
import io.panelws.api.WsLimits;
import io.panelws.jetty.Observer;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.replay.JdbcReplayStore;
import io.panelws.jetty.replay.MemoryReplayStore;
import io.panelws.jetty.replay.PanelsStore;
import io.panelws.jetty.replay.ReplayStore;
import io.panelws.jetty.rules.RequestHeaders;
import io.panelws.jetty.rules.UrlPatterns;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.HttpChannel;

/**
 * What all connections of one mounted filter share. Immutable, and of thread-safe parts.
 *
 * @param options the options
 * @param codec reads the messages
 * @param patterns which paths messages may reach
 * @param headers merges headers
 * @param store remembers POSTs that may come again, where the replay guard is wanted
 * @param budget bounds the memory for messages in progress
 * @param connections those that are open
 * @param channels makes Jetty's channels
 * @param observer is told what is counted
 * @param panelThreads runs the panel's own code
 */
public record Mount(
        PanelWsOptions options,
        WsCodec codec,
        UrlPatterns patterns,
        RequestHeaders headers,
        Optional<ReplayStore> store,
        MessageBudget budget,
        Connections connections,
        HttpChannel.Factory channels,
        Observer observer,
        Executor panelThreads) {

    /**
     * Makes what the options ask for.
     *
     * @param options the options
     * @param patterns the filter's URL patterns
     * @param observer is told what is counted
     * @param panelThreads runs the panel's own code
     * @return a new mount without connections
     */
    public static Mount of(PanelWsOptions options, UrlPatterns patterns, Observer observer, Executor panelThreads) {
        return new Mount(
                options,
                new WsCodec(
                        new WsLimits(options.maxMessageBytes(), options.maxHeaderCount(), options.maxHeaderBytes())),
                patterns,
                new RequestHeaders(options.proxyHeaders(), options.messageHeaders()),
                options.replayGuard() ? Optional.of(storeOf(options)) : Optional.empty(),
                new MessageBudget(options.maxPendingBytes(), options.maxMessageBytes()),
                new Connections(
                        options.maxConnections(),
                        options.maxConnectionsPerNode(),
                        options.replayStore().isPresent()),
                new HttpChannel.DefaultFactory(),
                observer,
                panelThreads);
    }

    /**
     * The filter is started with the web application's loader as the thread's. The clock's zero is arbitrary; it does not
     * jump when the machine's time is set.
     */
    private static ReplayStore storeOf(PanelWsOptions options) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return options.replayStore()
                .<ReplayStore>map(store -> new PanelsStore(started(store, options), loader))
                .orElseGet(() -> new MemoryReplayStore(() -> Instant.EPOCH.plusNanos(System.nanoTime())));
    }

    private static ReplayStore started(ReplayStore store, PanelWsOptions options) {
        return store instanceof JdbcReplayStore jdbc
                ? jdbc.with(new JdbcReplayStore.Settings(
                                options.replayWindow(), options.replayStoreDown(), options.replayStoreCreate()))
                        .start()
                : store;
    }
}
