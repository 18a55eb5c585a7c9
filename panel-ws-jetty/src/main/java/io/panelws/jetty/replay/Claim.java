package io.panelws.jetty.replay;

import java.util.concurrent.CompletionStage;

/** What is to be done with a {@code POST}. */
public sealed interface Claim {

    /**
     * The caller has it executed, and says how that ended by {@link ReplayStore#end}, exactly once, whatever happens.
     *
     * @param id names the execution within the store
     */
    record Execute(String id) implements Claim {}

    /**
     * It is the same as one that runs or whose answer may have been lost; not executed, but answered from that.
     *
     * @param id names that execution: when this answer is known to have arrived, that is settled
     * @param outcome completed when the execution ends, or already; in a thread that must not be held up
     */
    record Repeats(String id, CompletionStage<Outcome> outcome) implements Claim {}

    /**
     * An equal one has been executed by another way since the connection was opened, and its answer has arrived. This
     * one may be new, or the same delivered late by the network. The caller sends a ping, and claims again with {@link
     * Arrival#provedAt} when the pong comes; without one nothing is executed.
     */
    record NeedsProof() implements Claim {}

    /**
     * It had been read before an equal one that has been executed by another way meanwhile: its node has sent it again,
     * because the panel did not come to it. Not executed; the answer is 409, for whoever may still read it.
     */
    record Overtaken() implements Claim {}

    /**
     * Nobody can tell at the moment. Not executed; the answer is 503.
     *
     * @param sentence says so to the node's operator
     */
    record Unavailable(String sentence) implements Claim {}

    /** The caller has it executed, and nothing is remembered of it. */
    record Unguarded() implements Claim {}
}
