package io.panelws.testkit.conformance;

import io.panelws.testkit.node.NodeOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Which panel is probed, and what the probe may do to it. Immutable.
 *
 * @param node the panel's address, and the node as which it is probed; the timeout is that of each single answer
 * @param allowWrites whether cases may run that report traffic of the first user, 1 MB a case at most, and addresses
 * @param quiet how long the panel is listened to where it must say nothing
 * @param billed where the panel's own books can be read: the bytes, up and down, billed to the first user of its list
 * @param slow how long a connection rests in the cases that wait, all in the same time; empty to skip them
 */
public record ProbeOptions(
        NodeOptions node, boolean allowWrites, Duration quiet, Optional<LongSupplier> billed, Optional<Duration> slow) {

    /** Longer than proxies wait by default (nginx: 60 seconds), and than two pings of servers that ping every 30. */
    public static final Duration SLOW = Duration.ofSeconds(75);

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMillis(200);

    /**
     * Checks the time.
     *
     * @throws IllegalArgumentException when the quiet time is not positive
     */
    public ProbeOptions {
        if (quiet.toMillis() < 1) {
            throw new IllegalArgumentException("the quiet time is shorter than a millisecond");
        }
    }

    /**
     * The options with which a stranger's panel is probed: nothing is written, ten seconds for an answer.
     *
     * @param node the panel's address, and the node as which it is probed; its timeout is not used
     * @return options
     */
    public static ProbeOptions of(NodeOptions node) {
        return new ProbeOptions(node.withTimeout(ANSWER), false, QUIET, Optional.empty(), Optional.empty());
    }

    /**
     * The same with cases that write, or without.
     *
     * @param allow whether they may run
     * @return new options
     */
    public ProbeOptions withWrites(boolean allow) {
        return new ProbeOptions(node, allow, quiet, billed, slow);
    }

    /**
     * The same with another patience.
     *
     * @param timeout how long an answer may take
     * @return new options
     */
    public ProbeOptions withTimeout(Duration timeout) {
        return new ProbeOptions(node.withTimeout(timeout), allowWrites, quiet, billed, slow);
    }

    /**
     * The same with a view into the panel's books, by which a push that is counted twice is found (P-15).
     *
     * @param bytes reads the bytes, up and down, billed so far to the first user of the panel's list
     * @return new options
     */
    public ProbeOptions withBilled(LongSupplier bytes) {
        return new ProbeOptions(node, allowWrites, quiet, Optional.of(bytes), slow);
    }

    /**
     * The same with cases that wait: whether a connection lives that rests as a node's does between polls (P-16).
     *
     * @param rest how long it rests; {@link #SLOW} for a panel as it is run
     * @return new options
     */
    public ProbeOptions withSlow(Duration rest) {
        return new ProbeOptions(node, allowWrites, quiet, billed, Optional.of(rest));
    }
}
