package io.panelws.jetty.replay;

import io.panelws.jetty.dispatch.DispatchRequest;
import io.panelws.jetty.dispatch.ResponseSink;
import io.panelws.jetty.rules.HeaderField;
import java.time.Duration;

/**
 * Decides whether a {@code POST} is executed or answered from what is remembered.
 *
 * <pre>
 *             first claim            the panel has answered        the answer is known to have arrived
 *   unknown ──────────────> running ─────────────────────> in doubt ──────────────> unknown
 *                              │ the same POST: waits         │ the same POST: gets the answer again
 * </pre>
 *
 * <p>This class is thread-safe.
 *
 * @param store remembers
 * @param lease how long an execution may take
 * @param window how long an ended execution is remembered
 * @param maxRecordedBytes the largest body that is kept
 */
public record ReplayGuard(ReplayStore store, Duration lease, Duration window, int maxRecordedBytes) {

    /** What a node is told whose {@code POST} has been executed and whose answer is gone; the status is 409. */
    public static final String UNKNOWN =
            "This request has been executed, or may have been, and its answer was not kept. It is not executed again.";

    /**
     * One execution whose answer is in doubt.
     *
     * @param key the request
     * @param id the claim
     */
    public record Doubt(ReplayKey key, String id) {}

    /**
     * Tells whether a method is guarded: a {@code GET} may be executed twice.
     *
     * @param method the method
     * @return true for {@code POST}
     */
    public static boolean guards(String method) {
        return method.equals("POST");
    }

    /**
     * The key of a request that came as a message.
     *
     * @param request the request
     * @return the key
     */
    public static ReplayKey keyOf(DispatchRequest request) {
        String path = request.handshake().contextPath() + request.target().path();
        String authorization = request.headers().stream()
                .filter(field -> field.name().equalsIgnoreCase("Authorization"))
                .map(HeaderField::value)
                .findFirst()
                .orElse("");
        String scope = ReplayKey.scope(request.method(), path, request.target().query(), authorization);
        return ReplayKey.of(scope, request.body());
    }

    /**
     * Looks a request up and claims it.
     *
     * @param key the request
     * @param owner the connection
     * @param arrival when it came
     * @return the claim
     */
    public ReplayStore.Claim claim(ReplayKey key, String owner, String arrival) {
        return store.claim(key, owner, arrival, lease);
    }

    /**
     * Makes a sink that remembers what passes through it.
     *
     * @param doubt the execution
     * @param sink sends the answer
     * @return the sink to dispatch with
     */
    public ResponseSink recording(Doubt doubt, ResponseSink sink) {
        return new RecordingSink(sink, maxRecordedBytes, outcome -> ended(doubt, outcome));
    }

    /** A refused request has changed nothing, so it may be tried again. */
    private void ended(Doubt doubt, Outcome outcome) {
        if (outcome instanceof Outcome.Answer answer && answer.status() >= 400 && answer.status() < 500) {
            store.end(doubt.key(), doubt.id(), outcome, Duration.ZERO);
        } else {
            store.end(doubt.key(), doubt.id(), outcome, window);
        }
    }

    /**
     * Notes that an answer has arrived: from here on an equal request is a new one.
     *
     * @param doubt the execution
     */
    public void arrived(Doubt doubt) {
        store.forget(doubt.key(), doubt.id());
    }
}
