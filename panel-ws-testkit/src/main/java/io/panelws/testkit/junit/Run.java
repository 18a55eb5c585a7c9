package io.panelws.testkit.junit;

import io.panelws.testkit.fault.FaultProxy;
import io.panelws.testkit.node.AttemptListener;
import io.panelws.testkit.node.ConcurrentNodeClient;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.PanelServer;
import io.panelws.testkit.panel.PanelSource;
import io.panelws.testkit.panel.PanelStore;
import io.panelws.testkit.panel.RecordingPanel;
import java.lang.reflect.AnnotatedElement;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What one test uses: its port of the panel, its faults, its nodes, their clock and its transcript. Thread-safe; JUnit
 * closes it.
 */
final class Run implements ClosedByJUnit {

    /** A panel that starts when it is first asked for, once. Thread-safe; JUnit closes it. */
    static final class LazyServer implements ClosedByJUnit {

        private final PanelSource source;
        private Optional<PanelServer> server = Optional.empty();

        LazyServer(PanelSource source) {
            this.source = source;
        }

        private synchronized RecordingPanel open() {
            if (server.isEmpty()) {
                server = Optional.of(PanelServer.start(source));
            }
            return server.get().open();
        }

        @Override
        public synchronized void close() {
            server.ifPresent(PanelServer::close);
        }
    }

    private static final Set<Class<?>> NODES =
            Set.of(UniProxyNode.class, Requester.class, NodeClient.class, ConcurrentNodeClient.class);
    private static final Set<Class<?>> OTHERS =
            Set.of(RecordingPanel.class, PanelStore.class, SettableClock.class, Faults.class, FaultProxy.class);

    private final LazyServer server;
    private final Settings settings;
    private final Transcript transcript = new Transcript();
    private final SettableClock clock = new SettableClock();
    private final Deque<Runnable> closings = new ArrayDeque<>();
    private Optional<RecordingPanel> panel = Optional.empty();
    private Optional<Faults> faults = Optional.empty();
    private int nodes;

    Run(LazyServer server, Settings settings) {
        this.server = server;
        this.settings = settings;
        transcript.mask(settings.token());
    }

    static boolean gives(Class<?> type) {
        return NODES.contains(type) || OTHERS.contains(type);
    }

    /** Makes what a parameter or field asks for by its type and its annotations. */
    synchronized Object give(Class<?> type, AnnotatedElement target) {
        if (NODES.contains(type)) {
            return node(type, NodeIdentity.of(target, settings.token()));
        }
        if (type == RecordingPanel.class) {
            return panel();
        }
        if (type == PanelStore.class) {
            return store();
        }
        if (type == SettableClock.class) {
            return clock.stop();
        }
        if (!settings.faults()) {
            throw new ExtensionConfigurationException("nothing stands between the nodes and the panel: say"
                    + " @PanelWsTest(faults = true), or PanelWsExtension.withFaults()");
        }
        return type == Faults.class ? faults() : faults().proxy();
    }

    Transcript transcript() {
        return transcript;
    }

    private RecordingPanel panel() {
        if (panel.isEmpty()) {
            RecordingPanel opened = server.open();
            closings.push(opened::close);
            opened.listen(transcript::add);
            panel = Optional.of(opened);
        }
        return panel.get();
    }

    private Faults faults() {
        if (faults.isEmpty()) {
            Faults started = new Faults(panel().wsUrl(), transcript);
            closings.push(started.proxy()::close);
            faults = Optional.of(started);
        }
        return faults.get();
    }

    private PanelStore store() {
        return panel().attribute(PanelStore.class.getName(), PanelStore.class)
                .orElseThrow(() -> new IllegalStateException("only the sample panel has a PanelStore"));
    }

    private Object node(Class<?> type, NodeIdentity identity) {
        int generation = type == ConcurrentNodeClient.class ? 2 : identity.generation();
        if (type == NodeClient.class && generation != NodeIdentity.GENERATION) {
            throw new ExtensionConfigurationException(
                    "a NodeClient is of generation 1; a UniProxyNode or a Requester may be of either");
        }
        transcript.mask(identity.token());
        String name = "node " + ++nodes + " (" + identity.name(generation) + ")";
        AttemptListener listener = attempt -> transcript.add(name, attempt);
        URI url = settings.faults() ? faults().proxy().wsUrl() : panel().wsUrl();
        NodeOptions options = identity.options(url);
        if (type == UniProxyNode.class) {
            UniProxyNode node = UniProxyNode.of(options, generation, clock, listener);
            closings.push(node::close);
            return node;
        }
        Requester client = Requester.of(options, generation, clock, listener);
        closings.push(client::close);
        return client;
    }

    /** What was made last goes first: nodes take their leave from a panel that listens. */
    @Override
    public synchronized void close() {
        if (!closings.isEmpty()) {
            try {
                closings.pop().run();
            } finally {
                close();
            }
        }
    }
}
