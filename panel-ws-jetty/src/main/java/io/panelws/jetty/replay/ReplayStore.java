package io.panelws.jetty.replay;

import java.time.Duration;

/**
 * Remembers the {@code POST}s that nodes may send again, and decides what to do when they do.
 *
 * <pre>
 *            claim              end                        settle                       forget, forgetSettled
 *   unknown ───────> running ──────────────> in doubt ────────────────> settled ───────────────────> unknown
 *                    │ end, refused: unknown   │ keep is over: settled    │ the same by another way:
 *                    │ the same by another     │ the same by another      │ a new one, but from where it can be
 *                    │ way: waits              │ way: gets the answer     │ late only with proof (NeedsProof)
 * </pre>
 *
 * <p>The same by the same way is always a new one: a node sends a request again on another connection only (P-14), and
 * what its HTTP library repeats is its own affair.
 *
 * <p>The default keeps everything in the memory of this process, so that a crash forgets it. Panels that share what they
 * remember implement this interface over a database.
 *
 * <p>Implementations are thread-safe. They may be handed from a stopped filter to the next one in the same process. Calls
 * may block for as long as a database takes; {@link #mayKnow} must not. What an execution is not known by (any more) has
 * no effect.
 */
public interface ReplayStore {

    /**
     * Says whether anything of a node may be known. Asked for every {@code POST} of a node over plain HTTP; true without
     * need costs time only.
     *
     * @param node see {@link ReplayKey#node()}
     * @return false when nothing is known for sure
     */
    boolean mayKnow(String node);

    /**
     * Atomically looks a request up and, where it is a new one, notes that the caller has it executed.
     *
     * @param key the request; never that of an empty report ({@link ReplayKey#isEmptyReport})
     * @param arrival how and when it came
     * @return what to do
     */
    Claim claim(ReplayKey key, Arrival arrival);

    /**
     * Notes how an execution ended, and tells those who wait for it. An execution that has not ended is never forgotten,
     * however long it takes.
     *
     * @param key the request
     * @param id the execution
     * @param outcome how it ended
     * @param keep how long its answer may be asked for again; zero to forget it at once, because the panel has refused
     *     it ({@link Outcome#isRefusal}); what is known of an equal one before it is kept as settled
     */
    void end(ReplayKey key, String id, Outcome outcome, Duration keep);

    /**
     * Notes that the answer is known to have arrived, or that nobody will ask for it: an equal request is a new one from
     * here on, but those that the network may still deliver late are recognised. May come before the end, and has its
     * effect at the end then.
     *
     * @param key the request
     * @param id the execution
     */
    void settle(ReplayKey key, String id);

    /**
     * The same as {@link #settle} where nothing can come late: no connection of the node is open but the one that it came
     * on.
     *
     * @param key the request
     * @param id the execution
     */
    void forget(ReplayKey key, String id);

    /**
     * Notes that all open connections of a node were opened at that time or later. So nothing that came last before it can
     * come late any more: what of it is settled is forgotten, the rest when its answer has been kept long enough. Called
     * when a connection has ended and nothing that came on it waits to be executed.
     *
     * @param node see {@link ReplayKey#node()}
     * @param before a time of {@link Arrival#now()}; {@link Long#MAX_VALUE} when no connection is open
     */
    void forgetSettled(String node, long before);

    /**
     * Writes what is written behind, as a filter that uses the store stops; not longer than about a second, and where it cannot
     * it is not written. Others may use the store further. Does nothing where it is not overridden.
     */
    default void flush() {
        // Nothing is written behind.
    }
}
