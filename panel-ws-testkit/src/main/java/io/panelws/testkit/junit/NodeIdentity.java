package io.panelws.testkit.junit;

import io.panelws.testkit.node.NodeOptions;
import java.lang.reflect.AnnotatedElement;
import java.net.URI;
import java.time.Duration;
import org.junit.platform.commons.support.AnnotationSupport;

/** Who a node says that it is (P-3), and how it speaks. */
record NodeIdentity(String type, int id, String token, int generation, long timeoutMillis) {

    static final String TYPE = "vless";
    static final int ID = 1;
    static final int GENERATION = 1;

    static NodeIdentity of(AnnotatedElement target, String panelToken) {
        return AnnotationSupport.findAnnotation(target, AsNode.class)
                .map(node -> new NodeIdentity(
                        node.type(),
                        node.id(),
                        node.token().isEmpty() ? panelToken : node.token(),
                        node.generation(),
                        node.timeoutMillis()))
                .orElseGet(() -> new NodeIdentity(TYPE, ID, panelToken, GENERATION, 0));
    }

    NodeOptions options(URI wsUrl) {
        NodeOptions options = NodeOptions.overWebSocket(wsUrl, type, id, token);
        return timeoutMillis == 0 ? options : options.withTimeout(Duration.ofMillis(timeoutMillis));
    }

    String name(int spoken) {
        return type + " " + id + (spoken == GENERATION ? "" : ", generation " + spoken);
    }

    /** Shows everything but the token. */
    @Override
    public String toString() {
        return name(generation);
    }
}
