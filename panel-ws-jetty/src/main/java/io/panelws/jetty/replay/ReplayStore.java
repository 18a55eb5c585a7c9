package io.panelws.jetty.replay;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Remembers the {@code POST}s whose answers are in doubt. The default keeps them in the memory of this process, so that a
 * crash forgets them; a panel that restarts without forgetting, or several panels behind one address, share a store of
 * their own.
 *
 * <p>Implementations are thread-safe. Calls may block for as long as a database takes; {@link #mayKnow} is asked for
 * every {@code POST} that comes over plain HTTP and should not.
 */
public interface ReplayStore {

    /**
     * One execution of a request.
     *
     * @param id names it within the store
     * @param first true for the caller that is to execute the request; false when it is known already
     * @param outcome completed when the execution ends; a shared store may have to ask for it now and then
     */
    record Claim(String id, boolean first, CompletionStage<Outcome> outcome) {}

    /**
     * Says whether a request with this scope may be known. True without need costs time only.
     *
     * @param scope see {@link ReplayKey#scope()}
     * @return false when none is known for sure
     */
    boolean mayKnow(String scope);

    /**
     * Says whether nothing is known at all, which spares a closer look.
     *
     * @return true when nothing is known for sure
     */
    boolean isEmpty();

    /**
     * Atomically looks a request up and, where it is not known, notes that the caller executes it.
     *
     * <p>A request that is known from the same owner is a new one, and takes the place of the other: a node sends a
     * request again on another connection only (P-14). One that came before an equal one of another owner, which
     * has been executed meanwhile, is known too, even where the answer has arrived: the panel was slow to come to it.
     *
     * @param key the request
     * @param owner names the connection that it came on
     * @param arrival when it came, see {@link Arrival#name()}
     * @param lease how long the execution can take at most; later its outcome is {@link Outcome.Unknown}
     * @return the claim
     */
    Claim claim(ReplayKey key, String owner, String arrival, Duration lease);

    /**
     * Atomically looks a request up that has come over plain HTTP and, where it is not known, notes that it is executed
     * without being remembered: equal requests that came earlier are not executed after it, those that come later are.
     *
     * @param key the request
     * @param arrival when it came
     * @param keep how long an equal request that came earlier may still wait
     * @return the claim of another, never the first; empty where the caller is to execute the request
     */
    Optional<Claim> findOrPass(ReplayKey key, String arrival, Duration keep);

    /**
     * Notes how an execution ended.
     *
     * @param key the request
     * @param id the claim's id; without effect when another has taken its place
     * @param outcome the outcome
     * @param keep how long to remember it
     */
    void end(ReplayKey key, String id, Outcome outcome, Duration keep);

    /**
     * Notes that the answer of an execution is known to have arrived: an equal request is a new one from here on, unless it
     * came before this one.
     *
     * @param key the request
     * @param id the claim's id; without effect when another has taken its place
     */
    void forget(ReplayKey key, String id);
}
