package io.panelws.testkit.junit;

import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.PanelStore;
import io.panelws.testkit.panel.RecordingPanel;
import java.lang.reflect.AnnotatedElement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one test uses: its port of the panel, its nodes and its transcript. Thread-safe; JUnit closes it. */
final class Run implements AutoCloseable {

    private static final Set<Class<?>> TYPES =
            Set.of(RecordingPanel.class, NodeClient.class, UniProxyNode.class, PanelStore.class);

    private final LazyServer server;
    private final String token;
    private final Transcript transcript = new Transcript();
    private final List<NodeClient> nodes = new ArrayList<>();
    private Optional<RecordingPanel> panel = Optional.empty();

    Run(LazyServer server, String token) {
        this.server = server;
        this.token = token;
        transcript.mask(token);
    }

    static boolean gives(Class<?> type) {
        return TYPES.contains(type);
    }

    /** Makes what a parameter or field asks for by its type and its annotations. */
    Object give(Class<?> type, AnnotatedElement target) {
        if (type == RecordingPanel.class) {
            return panel();
        }
        if (type == PanelStore.class) {
            return store();
        }
        NodeClient client = node(NodeIdentity.of(target, token));
        return type == NodeClient.class ? client : new UniProxyNode(client);
    }

    Transcript transcript() {
        return transcript;
    }

    private synchronized RecordingPanel panel() {
        if (panel.isEmpty()) {
            panel = Optional.of(server.server().open());
            panel.get().listen(transcript::add);
        }
        return panel.get();
    }

    private PanelStore store() {
        return panel().attribute(PanelStore.class.getName(), PanelStore.class)
                .orElseThrow(() -> new IllegalStateException("only the sample panel has a PanelStore"));
    }

    private synchronized NodeClient node(NodeIdentity node) {
        transcript.mask(node.token());
        String name = "node " + (nodes.size() + 1) + " (" + node + ")";
        NodeOptions options = NodeOptions.overWebSocket(panel().wsUrl(), node.type(), node.id(), node.token());
        NodeClient client = new NodeClient(options, InstantSource.system(), attempt -> transcript.add(name, attempt));
        nodes.add(client);
        return client;
    }

    /** Nodes first, so that they take their leave from a panel that listens. */
    @Override
    public synchronized void close() {
        nodes.forEach(NodeClient::close);
        panel.ifPresent(RecordingPanel::close);
    }
}
