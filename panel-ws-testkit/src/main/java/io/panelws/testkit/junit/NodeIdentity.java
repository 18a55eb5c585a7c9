package io.panelws.testkit.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;

/** Who a node says that it is (P-3). */
record NodeIdentity(String type, int id, String token) {

    static final String TYPE = "vless";
    static final int ID = 1;

    static NodeIdentity of(AnnotatedElement target, String panelToken) {
        Optional<AsNode> chosen = AnnotationSupport.findAnnotation(target, AsNode.class);
        return chosen.map(node ->
                        new NodeIdentity(node.type(), node.id(), node.token().isEmpty() ? panelToken : node.token()))
                .orElseGet(() -> new NodeIdentity(TYPE, ID, panelToken));
    }

    /** Shows everything but the token. */
    @Override
    public String toString() {
        return type + " " + id;
    }
}
