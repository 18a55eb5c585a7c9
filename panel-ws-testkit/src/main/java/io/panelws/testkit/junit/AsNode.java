package io.panelws.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which node a parameter or field is; without it, node 1 of type {@code vless} with the panel's token. */
@Given
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface AsNode {

    /**
     * The kind of node.
     *
     * @return the {@code node_type} of its handshake
     */
    String type() default NodeIdentity.TYPE;

    /**
     * The panel's number for this node.
     *
     * @return the {@code node_id} of its handshake
     */
    int id() default NodeIdentity.ID;

    /**
     * The secret that it shows.
     *
     * @return the {@code token} of its handshake; empty for the one that the panel is tested with
     */
    String token() default "";

    /**
     * How it speaks.
     *
     * @return 1, one request after another, or 2, many at a time and the panel's requests too (P-17, P-18). A {@link
     *     io.panelws.testkit.node.ConcurrentNodeClient} is always 2, a {@link io.panelws.testkit.node.NodeClient} 1
     */
    int generation() default NodeIdentity.GENERATION;

    /**
     * How long an exchange may take (P-13).
     *
     * @return in milliseconds; 0 for the node's 30 s
     */
    long timeoutMillis() default 0;
}
