package io.panelws.jetty.endpoint;

import io.panelws.jetty.log.Log;
import io.panelws.jetty.replay.Arrival;
import io.panelws.jetty.replay.Claim;
import io.panelws.jetty.replay.Outcome;
import io.panelws.jetty.replay.ReplayKey;
import io.panelws.jetty.replay.ReplayStore;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * One {@code POST} of a node, as the replay guard knows it: asks whether it is executed, and keeps what comes of it, so
 * that who asks again can be told (P-14, P-15).
 *
 * <p>Not thread-safe: Jetty calls in turn.
 */
final class GuardedPost {

    private static final Log LOG = Log.of(GuardedPost.class);

    private final ReplayStore store;
    private final NodeConnection connection;
    private final ReplayKey key;
    private final Arrival arrival;
    private final Duration window;
    private final int maxRecordedBytes;

    /** Of the execution that the answer is of, be it another's; empty where nothing is remembered. */
    private String id = "";

    private boolean executing;

    private int status;
    private List<Outcome.Field> fields = List.of();
    private ByteArrayOutputStream body;
    private boolean ended;

    GuardedPost(NodeConnection connection, ReplayStore store, ReplayKey key, long read) {
        this.connection = connection;
        this.store = store;
        this.key = key;
        this.arrival = new Arrival(connection.name(), connection.opened(), read, 0);
        this.window = connection.mount().options().replayWindow();
        this.maxRecordedBytes = connection.mount().options().maxRecordedBytes();
    }

    /**
     * Asks the store, which may block for as long as a database takes.
     *
     * @param proved when a ping was sent that the node has answered, 0 for not
     */
    Claim claim(long proved) {
        Claim claim = store.claim(key, arrival.provedAt(proved));
        if (claim instanceof Claim.Execute execute) {
            id = execute.id();
            executing = true;
        } else if (claim instanceof Claim.Repeats repeats) {
            id = repeats.id();
        }
        return claim;
    }

    boolean isRecorded() {
        return !id.isEmpty();
    }

    void begin(int responseStatus, List<Outcome.Field> responseFields) {
        status = responseStatus;
        fields = responseFields;
        body = new ByteArrayOutputStream(64);
    }

    /** Keeps a copy of a piece of the answer, and hands it on with the last one, before that is sent. */
    void write(ByteBuffer content, boolean last) {
        if (body != null && body.size() + content.remaining() <= maxRecordedBytes) {
            byte[] copy = new byte[content.remaining()];
            content.get(content.position(), copy);
            body.writeBytes(copy);
        } else {
            body = null;
        }
        if (last) {
            end(body == null ? new Outcome.Unknown() : new Outcome.Answer(status, fields, body.toByteArray()));
        }
    }

    /** The panel is done: where it has not answered as a whole, nobody knows what it has done. */
    void done() {
        end(new Outcome.Unknown());
    }

    /** It came too late to be handed to the panel: who asks again has it executed, and who waits claims again. */
    void notExecuted() {
        end(new Outcome.Elsewhere(false), Duration.ZERO);
    }

    private void end(Outcome outcome) {
        end(outcome, Outcome.isRefusal(status) ? Duration.ZERO : window);
    }

    private void end(Outcome outcome, Duration keep) {
        // The connection may know this post for much longer than anybody needs its answer.
        body = null;
        fields = List.of();
        if (!ended && executing) {
            ended = true;
            note(() -> store.end(key, id, outcome, keep));
        }
    }

    /** A store that fails must not cost the node its answer. */
    private void note(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    "What became of a POST of node {0} could not be noted in the replay store",
                    connection.node());
        }
    }

    /** The node is known to have the answer: an equal request is a new one from here on. */
    void arrived() {
        if (connection.mount().connections().hasOlderThan(Arrival.now(), connection.place())) {
            note(() -> store.settle(key, id));
        } else {
            note(() -> store.forget(key, id));
        }
    }
}
