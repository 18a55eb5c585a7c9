package io.panelws.jetty.endpoint;

import io.panelws.jetty.dispatch.DispatchRequest;
import io.panelws.jetty.replay.Outcome;
import io.panelws.jetty.replay.ReplayGuard;
import io.panelws.jetty.replay.ReplayGuard.Doubt;
import io.panelws.jetty.replay.ReplayKey;
import io.panelws.jetty.replay.ReplayStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the panel execute a {@code POST} once, although its node may send it more than once and by several ways (P-14, P-15).
 *
 * <p>This class is thread-safe.
 */
final class DispatchOnce {

    private static final Logger LOG = System.getLogger(DispatchOnce.class.getName());

    private final NodeConnection connection;
    private final Mount mount;
    private final ReplayGuard guard;
    private final Exchange exchange;
    private final DispatchRequest request;
    private final String arrival;

    /** Nothing is executed before the node has shown that it waits; the pong, the deadline and the end race for this. */
    private final AtomicBoolean awaitsPong = new AtomicBoolean();

    private volatile Optional<Doubt> doubt = Optional.empty();

    DispatchOnce(NodeConnection connection, Mount mount, Exchange exchange, DispatchRequest request, String arrival) {
        this.connection = connection;
        this.mount = mount;
        this.guard = mount.guard().orElseThrow();
        this.exchange = exchange;
        this.request = request;
        this.arrival = arrival;
    }

    void begin() {
        if (connection.isOvertaken()) {
            awaitsPong.set(true);
            connection.askForPong(this::pongReceived, this::connectionEnded);
        } else {
            claim();
        }
    }

    private void pongReceived() {
        try {
            mount.dispatcher().execute(() -> {
                if (awaitsPong.compareAndSet(true, false)) {
                    exchange.orFail(this::claim);
                }
            });
        } catch (RejectedExecutionException e) {
            // No thread at the moment: the deadline answers.
        }
    }

    /** Nothing has been executed: a node that is still there sends this again (P-14). */
    private void connectionEnded() {
        if (giveUp()) {
            exchange.drop();
        }
    }

    /** Returns whether a pong was still waited for; then nothing is or will be executed. */
    boolean giveUp() {
        return awaitsPong.compareAndSet(true, false);
    }

    private void claim() {
        ReplayKey key = ReplayGuard.keyOf(request);
        ReplayStore.Claim claim = guard.claim(key, connection.name(), arrival);
        doubt = Optional.of(new Doubt(key, claim.id()));
        if (claim.first()) {
            mount.dispatcher().dispatch(request, guard.recording(doubt.get(), exchange));
        } else {
            LOG.log(Level.INFO, "A node has sent a POST again; it is not executed twice");
            claim.outcome().thenAccept(outcome -> mount.dispatcher().execute(() -> repeat(outcome)));
        }
    }

    private void repeat(Outcome outcome) {
        if (outcome instanceof Outcome.Answer answer) {
            exchange.answer(answer.status(), answer.headers(), answer.body());
        } else {
            exchange.answer(409, List.of(), ReplayGuard.UNKNOWN);
        }
        exchange.dispatchEnded();
    }

    /** An answer without an {@code id} is about to be sent. */
    void answered() {
        doubt.ifPresent(connection::answered);
    }

    /** An answer with an {@code id} has been sent. */
    void answeredConcurrently() {
        doubt.ifPresent(connection::answeredConcurrently);
    }
}
