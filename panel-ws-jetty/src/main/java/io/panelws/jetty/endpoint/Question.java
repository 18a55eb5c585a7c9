package io.panelws.jetty.endpoint;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.jetty.NodeAskException;
import io.panelws.jetty.NodeAskException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * One request of the panel to a node. The answer, the time and the end of the connection race for it, and exactly one wins;
 * the panel is told in a thread of its own.
 *
 * <p>This class is thread-safe. As a callback it is told that its frame is written, or lost.
 */
final class Question implements Callback {

    private final Questions questions;
    private final NodeConnection connection;
    private final long id;

    /** Method and path, for a sentence. */
    private final String what;

    private final long began = System.nanoTime();
    private final CompletableFuture<WsResponse> outcome = new CompletableFuture<>();

    /** Of the two that give the place back together: the frame has gone, the panel is told. */
    private final AtomicInteger ends = new AtomicInteger(2);

    // Guarded by this.
    private Scheduler.Task timer = () -> false;
    private boolean over;

    Question(Questions questions, NodeConnection connection, long id, String what) {
        this.questions = questions;
        this.connection = connection;
        this.id = id;
        this.what = what;
    }

    long id() {
        return id;
    }

    CompletableFuture<WsResponse> outcome() {
        return outcome;
    }

    void send(WsRequest request, Duration timeout) {
        try {
            WsRequest numbered = new WsRequest(id, request.method(), request.path(), request.headers(), request.body());
            startTimer(timeout);
            connection
                    .outbound()
                    .send(this, OpCode.TEXT, connection.mount().codec().encodeToBytes(numbered), true, this);
        } catch (RuntimeException | Error e) {
            // Nothing has been sent.
            fail(Reason.CLOSED, "was not asked %s: the panel could not send it");
            end();
            throw e;
        }
    }

    private void startTimer(Duration timeout) {
        // A long duration is as good as for ever.
        long nanos = TimeUnit.NANOSECONDS.convert(timeout);
        synchronized (this) {
            if (!over) {
                timer = connection
                        .scheduler()
                        .schedule(
                                () -> fail(
                                        Reason.TIMED_OUT,
                                        "has not answered %s within " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms"),
                                nanos,
                                TimeUnit.NANOSECONDS);
            }
        }
    }

    /** The bytes are given back when the panel is told, or it is too late. */
    void succeed(WsResponse answer, int reservedBytes) {
        MessageBudget budget = connection.mount().budget();
        if (isFirst()) {
            tell(Optional.empty(), () -> {
                budget.release(reservedBytes);
                end();
                outcome.complete(answer);
            });
        } else {
            budget.release(reservedBytes);
        }
    }

    /** Without effect when it is too late. */
    void fail(Reason reason, String sentence) {
        if (isFirst()) {
            NodeAskException failure = new NodeAskException(
                    reason, "Node " + connection.node() + " " + sentence.replace("%s", what) + ".");
            tell(Optional.of(reason), () -> {
                end();
                outcome.completeExceptionally(failure);
            });
        }
    }

    private boolean isFirst() {
        if (!questions.take(this)) {
            return false;
        }
        Scheduler.Task started;
        synchronized (this) {
            over = true;
            started = timer;
        }
        started.cancel();
        return true;
    }

    private void tell(Optional<Reason> failure, Runnable task) {
        connection.mount().observer().asked(connection.node(), failure, System.nanoTime() - began);
        try {
            connection.mount().panelThreads().execute(task);
        } catch (RuntimeException | Error e) {
            // The machine gives no thread: told by this one is better than never.
            task.run();
        }
    }

    private void end() {
        if (ends.decrementAndGet() == 0) {
            questions.giveBackPlace();
        }
    }

    @Override
    public void succeeded() {
        end();
    }

    @Override
    public void failed(Throwable cause) {
        fail(Reason.CLOSED, "was not asked %s: its connection has ended");
        end();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
