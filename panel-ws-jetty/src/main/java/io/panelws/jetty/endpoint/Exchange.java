package io.panelws.jetty.endpoint;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponseWriter;
import io.panelws.jetty.dispatch.Completion;
import io.panelws.jetty.dispatch.DispatchRequest;
import io.panelws.jetty.dispatch.Dispatcher;
import io.panelws.jetty.dispatch.ResponseHead;
import io.panelws.jetty.dispatch.ResponseSink;
import io.panelws.jetty.replay.ReplayGuard;
import io.panelws.jetty.rules.HeaderField;
import io.panelws.jetty.rules.ResponseHeaders;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One message and its one answer (P-8). The panel's response, an error, the deadline and a lost connection race for the
 * latch, and exactly one wins.
 *
 * <pre>
 *           begin()                 last write sent
 * PENDING ───────────> ANSWERING ───────────────────> ANSWERED
 *    │                     │
 *    │ deadline, error     │ deadline, error, lost connection
 *    └───> ANSWERED        └───> ANSWERED, connection closed with 1011
 * </pre>
 *
 * <p>This class is thread-safe.
 */
final class Exchange implements ResponseSink {

    private static final Logger LOG = System.getLogger(Exchange.class.getName());

    /** How long to wait for a thread when there was none. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private enum State {
        PENDING,
        ANSWERING,
        ANSWERED
    }

    private final NodeConnection connection;
    private final Mount mount;
    private final long id;
    private final String method;
    private final Runnable onFinished;
    private final AtomicBoolean finished = new AtomicBoolean();
    private final WsResponseWriter writer = new WsResponseWriter();

    // Guarded by this.
    private State state = State.PENDING;
    private boolean sent;
    private boolean dispatched;

    // Touched only by the container's calls, which come one after another.
    private ResponseHead head;
    private boolean fragmented;
    private long bodyBytes;

    private volatile Dispatcher.Scheduled deadline = () -> {};
    private volatile Optional<DispatchOnce> once = Optional.empty();

    Exchange(NodeConnection connection, Mount mount, long id, String method, Runnable onFinished) {
        this.connection = connection;
        this.mount = mount;
        this.id = id;
        this.method = method;
        this.onFinished = onFinished;
    }

    /** Messages without an id are answered one after another, those with one side by side. */
    boolean isSerial() {
        return id == WsRequest.NO_ID;
    }

    /** Lets the panel answer a message that has been read at the given time, or what is remembered of its answer. */
    void dispatch(DispatchRequest request, String arrival) {
        synchronized (this) {
            dispatched = true;
        }
        watchDeadline(mount.limits().requestTimeout());
        orFail(() -> execute(request, arrival));
    }

    void orFail(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            // Only the replay store can be the cause. What it says is for the panel's operator, not for the node.
            LOG.log(Level.WARNING, "A request could not be dispatched", e);
            failed(e);
        }
    }

    private void execute(DispatchRequest request, String arrival) {
        if (mount.guard().isPresent() && ReplayGuard.guards(method)) {
            once = Optional.of(new DispatchOnce(connection, mount, this, request, arrival));
            once.get().begin();
        } else {
            mount.dispatcher().dispatch(request, this);
        }
    }

    /** Ends without an answer: the connection is ending, and the request has not been executed. */
    void drop() {
        moveFrom(State.PENDING, State.ANSWERED);
        finish();
    }

    private void watchDeadline(Duration delay) {
        deadline = mount.dispatcher().schedule(this::beginDeadline, delay);
    }

    private void beginDeadline() {
        try {
            mount.dispatcher().execute(this::deadlinePassed);
        } catch (RejectedExecutionException e) {
            // No thread at the moment; the answer must come all the same.
            watchDeadline(RETRY);
        }
    }

    /** Answers without the panel, unless the panel has begun to. */
    void answer(int status, List<HeaderField> headers, String sentence) {
        byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        List<HeaderField> fields = new ArrayList<>(headers);
        fields.add(new HeaderField("Content-Type", "text/plain;charset=utf-8"));
        fields.add(new HeaderField("Content-Length", Integer.toString(body.length)));
        answer(status, fields, body);
    }

    /** Answers with a whole response, unless the panel has begun to answer. */
    void answer(int status, List<HeaderField> headers, byte[] body) {
        if (moveFrom(State.PENDING, State.ANSWERED)) {
            ByteBuffer content = ByteBuffer.wrap(ResponseHeaders.allowBody(method, status) ? body : new byte[0]);
            WsResponseWriter whole = new WsResponseWriter();
            sendWhole(whole.head(id, status, ResponseHeaders.of(status, headers)) + whole.body(content) + whole.end());
        }
    }

    private void sendWhole(String text) {
        sendWhole(text, new Completion() {
            @Override
            public void succeeded() {}

            @Override
            public void failed(Throwable cause) {
                LOG.log(Level.DEBUG, "An answer did not reach its node", cause);
            }
        });
    }

    private void sendWhole(String text, Completion completion) {
        Outbound outbound = connection.outbound();
        beforeEnd();
        outbound.takeTurn(() -> outbound.send(text, new Completion() {
            @Override
            public void succeeded() {
                outbound.endTurn();
                completion.succeeded();
                answerSent();
            }

            @Override
            public void failed(Throwable cause) {
                outbound.endTurn();
                completion.failed(cause);
                answerSent();
            }
        }));
    }

    @Override
    public void begin(ResponseHead responseHead) {
        head = responseHead;
        moveFrom(State.PENDING, State.ANSWERING);
    }

    @Override
    public void write(ByteBuffer content, boolean last, Completion completion) {
        if (!isIn(State.ANSWERING)) {
            // Someone else has answered. The panel may finish undisturbed, and nobody hears of it.
            completion.succeeded();
            return;
        }
        boolean hasBody = ResponseHeaders.allowBody(method, head.status());
        ByteBuffer body = hasBody ? content : ByteBuffer.allocate(0);
        // Where no body may follow, the head is the whole answer, whatever becomes of the rest.
        boolean ends = last || !hasBody;
        bodyBytes += body.remaining();
        if (bodyBytes > mount.limits().maxResponseBytes()
                || !fragmented && declaredBytes() > mount.limits().maxResponseBytes()) {
            refuseTooLarge();
            completion.failed(new IOException("the response is larger than panel-ws sends"));
            return;
        }
        String text =
                (fragmented ? "" : writer.head(id, head.status(), ResponseHeaders.of(head.status(), head.fields())))
                        + writer.body(body)
                        + (ends ? writer.end() : "");
        if (ends && !fragmented) {
            moveFrom(State.ANSWERING, State.ANSWERED);
            sendWhole(text, completion);
        } else if (fragmented) {
            sendFragment(text, last, completion);
        } else {
            fragmented = true;
            connection.outbound().takeTurn(() -> sendFragment(text, last, completion));
        }
    }

    private void sendFragment(String text, boolean last, Completion completion) {
        if (last) {
            beforeEnd();
        }
        try {
            connection.outbound().sendFragment(text, last);
        } catch (IOException | RuntimeException e) {
            abort("the answer could not be sent");
            completion.failed(e);
            return;
        }
        if (last && moveFrom(State.ANSWERING, State.ANSWERED)) {
            connection.outbound().endTurn();
            completion.succeeded();
            answerSent();
        } else {
            completion.succeeded();
        }
    }

    private long declaredBytes() {
        if (!ResponseHeaders.allowBody(method, head.status())) {
            return 0;
        }
        return head.fields().stream()
                .filter(field -> field.name().equalsIgnoreCase("Content-Length"))
                .mapToLong(field -> Long.parseLong(field.value()))
                .findFirst()
                .orElse(0);
    }

    /** Before and not after: the node's next message may be faster than the news that the answer has been written. */
    private void beforeEnd() {
        if (isSerial()) {
            once.ifPresent(DispatchOnce::answered);
        }
    }

    private void refuseTooLarge() {
        String sentence =
                "The panel's response is larger than " + mount.limits().maxResponseBytes() + " bytes.";
        LOG.log(Level.WARNING, sentence + " See the option maxResponseBytes.");
        if (!fragmented && moveFrom(State.ANSWERING, State.PENDING)) {
            answer(500, List.of(), sentence);
        } else {
            abort("the response is too large");
        }
    }

    /** A shortened answer must not look whole: the connection ends in the middle of it. */
    private void abort(String reason) {
        if (moveFrom(State.ANSWERING, State.ANSWERED)) {
            connection.close(CloseCodes.UNEXPECTED_CONDITION, reason);
            answerSent();
        }
    }

    @Override
    public void succeeded() {
        if (finished.get()) {
            LOG.log(Level.INFO, "A response came after its deadline and was discarded");
        }
        dispatchEnded();
    }

    @Override
    public void failed(Throwable cause) {
        LOG.log(Level.DEBUG, "The container could not finish a response", cause);
        answer(500, List.of(), "The panel failed to answer this request.");
        abort("the panel failed in the middle of an answer");
        dispatchEnded();
    }

    private void deadlinePassed() {
        if (finished.get()) {
            return;
        }
        boolean unproved = once.filter(DispatchOnce::giveUp).isPresent();
        String limit = mount.limits().requestTimeout().toMillis() + " ms";
        LOG.log(Level.WARNING, "A request was not answered within {0}; what comes later is discarded", limit);
        answer(504, List.of(), "The panel did not answer this request within " + limit + ".");
        abort("the panel did not finish an answer in time");
        dispatchEnded();
        if (unproved) {
            // A node that is there all the same is served on its next connection, where there is nothing to ask.
            connection.close(CloseCodes.GOING_AWAY, "no pong has come to a ping");
        }
    }

    private void answerSent() {
        if (!isSerial()) {
            once.ifPresent(DispatchOnce::answeredConcurrently);
        }
        boolean done;
        synchronized (this) {
            sent = true;
            done = !dispatched;
        }
        if (done) {
            finish();
        }
    }

    /** As over HTTP/1.1, the next request begins when the container is done with the last one, not before. */
    void dispatchEnded() {
        boolean done;
        synchronized (this) {
            dispatched = false;
            done = sent;
        }
        if (done) {
            finish();
        }
    }

    private void finish() {
        if (finished.compareAndSet(false, true)) {
            deadline.cancel();
            onFinished.run();
        }
    }

    private synchronized boolean moveFrom(State from, State to) {
        if (state != from) {
            return false;
        }
        state = to;
        return true;
    }

    private synchronized boolean isIn(State expected) {
        return state == expected;
    }
}
