package io.panelws.jetty.endpoint;

import io.panelws.api.WsRequest;
import io.panelws.jetty.Node;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.RepeatedPost;
import io.panelws.jetty.log.Log;
import io.panelws.jetty.replay.Claim;
import io.panelws.jetty.replay.Outcome;
import io.panelws.jetty.rules.ResponseHeaders;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;

/**
 * One message and its one answer (P-8). The panel's response, an error, the deadline and a lost connection race for the
 * latch, and exactly one wins.
 *
 * <pre>
 *           response begins         last frame written
 * PENDING ───────────> ANSWERING ───────────────────> ANSWERED
 *    │                     │
 *    │ deadline, error     │ deadline, error, lost connection
 *    └───> ANSWERED        └───> ANSWERED, connection closed with 1011
 * </pre>
 *
 * <p>What it holds: its place in the queue until it is answered and the panel is done with it, or its deadline has
 * passed; its bytes until the panel is done with it, whatever was answered.
 *
 * <p>This class is thread-safe; Jetty serializes its calls of the stream's methods.
 */
final class Exchange extends MessageStream implements Runnable {

    private static final Log LOG = Log.of(Exchange.class);

    private enum State {
        PENDING,
        ANSWERING,
        ANSWERED
    }

    // Of the queue, and guarded by it.
    Exchange next;
    boolean begun;

    /** When the message was there, by {@link System#nanoTime}: from then on its deadline counts. */
    final long received = System.nanoTime();

    private final NodeConnection connection;
    private final Mount mount;
    private final IncomingRequest request;
    private final int requestBytes;
    private final int heldBytes;
    private final AtomicBoolean finished = new AtomicBoolean();
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile Thread runner;

    // Guarded by this.
    private State state = State.PENDING;
    private boolean sent;
    private boolean dispatched;
    private boolean held;
    private boolean awaitsProof;

    // Touched only by Jetty's calls, which come one after another, and by whoever has won the latch.
    private HttpChannel channel;
    private MetaData.Response response;
    private long bodyBytes;

    /** Of the answer, 0 where there is no whole one. */
    private int status;

    private boolean repeated;
    private volatile Optional<AnswerSender> sender = Optional.empty();
    /** The end of the response has been handed over. */
    private volatile boolean whole;
    /** Nothing is told to the channel any more. */
    private volatile boolean panelFailed;

    private volatile Optional<GuardedPost> guarded = Optional.empty();

    /** Lets the outcome of another execution, which may be long in coming, hold nothing of this message any more. */
    private volatile Optional<AtomicReference<Exchange>> waiter = Optional.empty();

    /** The deadline has passed, and that has been dealt with. Touched only by the rounds. */
    private boolean late;

    /**
     * Makes the exchange of a message.
     *
     * @param textBytes how large the message is
     */
    Exchange(NodeConnection connection, Mount mount, IncomingRequest request, String number, int textBytes) {
        super(number, request.body());
        this.requestBytes = request.body().remaining();
        this.connection = connection;
        this.mount = mount;
        this.request = request;
        this.heldBytes = MessageBudget.PER_MESSAGE + bytesOf(request, textBytes);
    }

    /** The body, and what is not: headers and path are strings by now, of about the same size. */
    private static int bytesOf(IncomingRequest request, int textBytes) {
        if (request.refusal().isPresent()) {
            return request.method().length();
        }
        int body = request.body().remaining();
        return body + Math.max(0, textBytes - (body + 2) / 3 * 4);
    }

    /** What it counts for in the budget from now on; given back when it is done. */
    int heldBytes() {
        return heldBytes;
    }

    /** Messages without an id are answered one after another, those with one side by side. */
    boolean isSerial() {
        return request.id() == WsRequest.NO_ID;
    }

    boolean isRunByThisThread() {
        return runner == Thread.currentThread();
    }

    // ---- running

    @Override
    public void run() {
        runner = Thread.currentThread();
        try {
            if (connection.hasEnded()) {
                drop();
            } else if (request.refusal().isPresent()) {
                IncomingRequest.Refusal refusal = request.refusal().get();
                answer(refusal.status(), refusal.headers(), refusal.sentence());
            } else {
                guarded = request.guard(connection);
                claim(0);
            }
        } catch (Throwable e) {
            couldNotDispatch(e);
        } finally {
            runner = null;
        }
    }

    private void claim(long proved) {
        Claim claim = guarded.isPresent() ? guarded.get().claim(proved) : new Claim.Unguarded();
        if (claim instanceof Claim.Execute || claim instanceof Claim.Unguarded) {
            dispatch();
        } else if (claim instanceof Claim.Repeats repeats) {
            LOG.log(Level.INFO, "Node {0} has sent {1} again; it is not executed twice", connection.node(), request);
            noteRepetition();
            repeatWhenThere(repeats);
        } else if (claim instanceof Claim.NeedsProof) {
            askForProof();
        } else if (claim instanceof Claim.Unavailable unavailable) {
            answer(HttpStatus.SERVICE_UNAVAILABLE_503, HttpFields.EMPTY, unavailable.sentence());
        } else {
            noteRepetition();
            repeat(new Outcome.Unknown());
        }
    }

    private void noteRepetition() {
        repeated = true;
        Node node = connection.node();
        mount.observer()
                .repeated(new RepeatedPost(node.type(), node.id(), node.remoteAddress(), request.shownPath(), true));
    }

    private void repeatWhenThere(Claim.Repeats repeats) {
        AtomicReference<Exchange> waiting = new AtomicReference<>(this);
        waiter = Optional.of(waiting);
        if (finished.get()) {
            return;
        }
        repeats.outcome().whenComplete((outcome, failure) -> {
            Exchange still = waiting.getAndSet(null);
            if (still != null) {
                still.repeat(outcome);
            }
        });
    }

    private void repeat(Outcome outcome) {
        if (outcome instanceof Outcome.Elsewhere elsewhere) {
            if (elsewhere.executed()) {
                askForProof();
            } else {
                claimElsewhere(0);
            }
        } else if (outcome instanceof Outcome.Answer answer) {
            HttpFields.Mutable fields = HttpFields.build();
            answer.headers().forEach(field -> fields.add(field.name(), field.value()));
            answer(answer.status(), fields, ByteBuffer.wrap(answer.body()));
        } else {
            answer(HttpStatus.CONFLICT_409, HttpFields.EMPTY, Outcome.UNKNOWN_TEXT);
        }
    }

    private void askForProof() {
        synchronized (this) {
            awaitsProof = true;
        }
        connection.unconfirmed().askForProof(this::proved, this::unproved);
    }

    private void proved(long pinged) {
        if (giveUpProof()) {
            claimElsewhere(pinged);
        }
    }

    /** The calling thread reads, or is another request's, and must not be kept. */
    private void claimElsewhere(long proved) {
        connection.execute(() -> {
            try {
                if (isIn(State.PENDING)) {
                    claim(proved);
                }
            } catch (Throwable e) {
                couldNotDispatch(e);
            }
        });
    }

    /** What Jetty or the store throws past the stream. What it says is for the panel's operator, not for the node. */
    private void couldNotDispatch(Throwable cause) {
        LOG.log(Level.WARNING, cause, "{0} of node {1} could not be dispatched", request, connection.node());
        failed(cause);
    }

    /** Nothing has been executed: a node that is still there sends this again (P-14). */
    private void unproved() {
        if (giveUpProof()) {
            drop();
        }
    }

    private synchronized boolean giveUpProof() {
        boolean awaited = awaitsProof;
        awaitsProof = false;
        return awaited;
    }

    private void dispatch() {
        synchronized (this) {
            if (state != State.PENDING) {
                guarded.ifPresent(GuardedPost::notExecuted);
                return;
            }
            dispatched = true;
            held = true;
        }
        channel = connection.takeChannel();
        bind(channel);
        Runnable task = channel.onRequest(request.metaData());
        Request made = channel.getRequest();
        made.setAttribute(PanelWsFilter.MESSAGE_ATTRIBUTE, Boolean.TRUE);
        request.key().ifPresent(key -> made.setAttribute(PanelWsFilter.REQUEST_KEY_ATTRIBUTE, key.request()));
        task.run();
    }

    // ---- what Jetty says

    @Override
    public void send(
            MetaData.Request metaData, MetaData.Response head, boolean last, ByteBuffer content, Callback callback) {
        if (head != null) {
            if (HttpStatus.isInterim(head.getStatus())) {
                callback.succeeded();
                return;
            }
            begin(head);
        }
        ByteBuffer body = content == null ? BufferUtil.EMPTY_BUFFER : content;
        guarded.ifPresent(post -> post.write(body, last));
        if (!isIn(State.ANSWERING)) {
            // Someone else has answered, or nobody can. The panel may finish undisturbed, and nobody hears of it.
            body.position(body.limit());
            callback.succeeded();
            return;
        }
        bodyBytes += body.remaining();
        if (bodyBytes > mount.options().maxResponseBytes()
                || declaredBytes() > mount.options().maxResponseBytes()) {
            refuseTooLarge();
            callback.failed(new IOException("the response is larger than panel-ws sends"));
        } else {
            write(body, last, callback);
        }
    }

    private void begin(MetaData.Response head) {
        committed = true;
        response = head;
        if (HttpStatus.isSuccess(head.getStatus())) {
            connection.letIn(!isSerial());
        }
        guarded.ifPresent(post -> post.begin(head.getStatus(), fieldsOf(head)));
        if (moveFrom(State.PENDING, State.ANSWERING)) {
            status = head.getStatus();
        }
    }

    /** As the panel has set them: what becomes of them on the way is decided when they are sent. */
    private static List<Outcome.Field> fieldsOf(MetaData.Response head) {
        List<Outcome.Field> fields = new ArrayList<>();
        for (HttpField field : head.getHttpFields()) {
            fields.add(new Outcome.Field(field.getName(), field.getValue() == null ? "" : field.getValue()));
        }
        return fields;
    }

    private long declaredBytes() {
        return sender.isEmpty() && ResponseHeaders.allowBody(request.method(), response.getStatus())
                ? response.getHttpFields().getLongField("Content-Length")
                : 0;
    }

    private void write(ByteBuffer body, boolean last, Callback callback) {
        boolean hasBody = ResponseHeaders.allowBody(request.method(), response.getStatus());
        if (sender.isEmpty()) {
            sender = Optional.of(new AnswerSender(connection.outbound(), hasBody ? body.remaining() : 0));
            sender.get()
                    .begin(
                            request.id(),
                            response.getStatus(),
                            response.getHttpFields(),
                            response.getTrailersSupplier() != null);
        } else if (!hasBody) {
            // The head was the whole answer, whatever becomes of the rest.
            body.position(body.limit());
            callback.succeeded();
            return;
        }
        boolean ends = last || !hasBody;
        if (ends) {
            beforeEnd();
        }
        if (!hasBody) {
            body.position(body.limit());
        }
        whole = ends;
        sender.get().write(body, ends, new Sent(callback, ends));
    }

    /** What has been made into frames is sent all the same; a rest that can be no more is an answer cut short. */
    @Override
    public Runnable cancelSend(Throwable cause, Callback callback) {
        return () -> {
            if (sender.isPresent() && !sender.get().letGo()) {
                abort("the panel gave up in the middle of an answer");
            }
            callback.failed(cause);
        };
    }

    /** Told when a piece of the panel's response is written or lost. */
    private final class Sent implements Callback {

        private final Callback callback;
        private final boolean last;

        Sent(Callback callback, boolean last) {
            this.callback = callback;
            this.last = last;
        }

        @Override
        public void succeeded() {
            boolean ended = last && moveFrom(State.ANSWERING, State.ANSWERED);
            try {
                tell(callback::succeeded);
            } finally {
                if (ended) {
                    answerSent();
                }
            }
        }

        @Override
        public void failed(Throwable cause) {
            // Nobody takes it any more: it is not the panel that ends this.
            abort(Ending.LOST, "the answer could not be sent");
            if (guarded.isPresent()) {
                // The panel finishes what it has begun, and who asks again gets a whole answer.
                tell(callback::succeeded);
            } else {
                // As over HTTP when the client has gone: nothing to warn of.
                tell(() -> callback.failed(new EofException(cause)));
            }
        }

        /** The container may have given up the response meanwhile; its channel then hears nothing more. */
        private void tell(Runnable outcome) {
            if (panelFailed) {
                return;
            }
            try {
                outcome.run();
            } catch (IllegalStateException e) {
                LOG.log(Level.DEBUG, "The container has given up this response meanwhile", e);
            }
        }

        @Override
        public InvocationType getInvocationType() {
            return callback.getInvocationType();
        }
    }

    private void refuseTooLarge() {
        String sentence =
                "The panel's response is larger than " + mount.options().maxResponseBytes() + " bytes.";
        LOG.log(
                Level.WARNING,
                "The response to {0} of node {1} is larger than {2} bytes; see the option maxResponseBytes",
                request,
                connection.node(),
                mount.options().maxResponseBytes());
        if (sender.isEmpty() && moveFrom(State.ANSWERING, State.PENDING)) {
            answer(HttpStatus.INTERNAL_SERVER_ERROR_500, HttpFields.EMPTY, sentence);
        } else {
            abort("the response is too large");
        }
    }

    /** The container is done with the request and its response. */
    @Override
    public void succeeded() {
        if (finished.get()) {
            LOG.log(
                    Level.INFO,
                    "The response to {0} of node {1} came after its deadline and was discarded",
                    request,
                    connection.node());
        }
        try {
            connection.giveBack(channel);
        } finally {
            panelDone();
        }
    }

    /**
     * The container could not finish the response. Its channel is not used again, and its bytes are its own again. A response
     * that has been made into frames to its end is whole all the same: the container writes an error page twice, and fails
     * when the first time still waits for its turn.
     */
    @Override
    public void failed(Throwable cause) {
        LOG.log(Level.DEBUG, "The container could not finish a response", cause);
        panelFailed = true;
        answer(HttpStatus.INTERNAL_SERVER_ERROR_500, HttpFields.EMPTY, "The panel failed to answer this request.");
        boolean complete = sender.isPresent() && sender.get().letGo() && whole;
        if (!complete) {
            abort("the panel failed in the middle of an answer");
        }
        panelDone();
    }

    private void panelDone() {
        guarded.ifPresent(GuardedPost::done);
        synchronized (this) {
            held = false;
        }
        release();
        dispatchEnded();
    }

    // ---- answers that are not the panel's

    /** Answers with a sentence, unless the panel has begun to answer. */
    private void answer(int status, HttpFields headers, String sentence) {
        byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        HttpFields fields = HttpFields.build(headers)
                .add("Content-Type", "text/plain;charset=utf-8")
                .add("Content-Length", Integer.toString(body.length));
        answer(status, fields, ByteBuffer.wrap(body));
    }

    /** Answers with a whole response, unless the panel has begun to answer. */
    private void answer(int code, HttpFields fields, ByteBuffer body) {
        if (moveFrom(State.PENDING, State.ANSWERED)) {
            status = code;
            bodyBytes = body.remaining();
            try {
                sendWhole(code, fields, body);
            } catch (RuntimeException | Error e) {
                // Nobody else will answer: the node must not wait, nor what is behind.
                status = 0;
                connection.close(CloseStatus.SERVER_ERROR, "the panel could not answer");
                answerSent();
                throw e;
            }
        }
    }

    private void sendWhole(int status, HttpFields fields, ByteBuffer body) {
        boolean hasBody = ResponseHeaders.allowBody(request.method(), status);
        AnswerSender whole = new AnswerSender(connection.outbound(), hasBody ? body.remaining() : 0);
        whole.begin(request.id(), status, fields, false);
        beforeEnd();
        whole.write(hasBody ? body : BufferUtil.EMPTY_BUFFER, true, Callback.from(this::answerSent));
    }

    /** A shortened answer must not look whole: the connection ends in the middle of it. */
    private void abort(String reason) {
        abort(Ending.byPanel(CloseStatus.SERVER_ERROR, reason), reason);
    }

    private void abort(Ending how, String reason) {
        if (moveFrom(State.ANSWERING, State.ANSWERED)) {
            // Whoever vanishes with the last byte in hand has been answered; whether that is so, only the node knows.
            status = whole ? status : 0;
            connection.close(how, CloseStatus.SERVER_ERROR, reason);
            answerSent();
        }
    }

    /** Answers 504 when the time is over. Needs no thread and does not block. */
    void checkDeadline(long now) {
        if (late
                || finished.get()
                || now - received <= mount.options().requestTimeout().toNanos()) {
            return;
        }
        late = true;
        boolean unproved = giveUpProof();
        String limit = mount.options().requestTimeout().toMillis() + " ms";
        LOG.log(
                Level.WARNING,
                "{0} of node {1} was not answered within {2}; what comes later is discarded",
                request,
                connection.node(),
                limit);
        answer(
                HttpStatus.GATEWAY_TIMEOUT_504,
                HttpFields.EMPTY,
                "The panel did not answer this request within " + limit + ".");
        abort("the panel did not finish an answer in time");
        dispatchEnded();
        if (unproved) {
            // A node that is there all the same is served on its next connection, where there is nothing to ask.
            connection.close(CloseStatus.SHUTDOWN, "no pong has come to a ping");
        }
    }

    // ---- ending

    /** Before and not after: the node's next message may be faster than the news that the answer has been written. */
    private void beforeEnd() {
        if (isSerial()) {
            guarded.filter(GuardedPost::isRecorded)
                    .ifPresent(post -> connection.unconfirmed().answered(post));
        }
    }

    private void answerSent() {
        if (!isSerial()) {
            guarded.filter(GuardedPost::isRecorded)
                    .ifPresent(post -> connection.unconfirmed().answeredConcurrently(post));
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
    private void dispatchEnded() {
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
            boolean done;
            synchronized (this) {
                done = !held;
            }
            waiter.ifPresent(waiting -> waiting.set(null));
            if (done) {
                release();
            }
            connection.finished(this);
        }
    }

    // ---- what is counted, once it is done

    boolean isError() {
        return status == 0 || status >= HttpStatus.BAD_REQUEST_400;
    }

    boolean isRepeated() {
        return repeated;
    }

    void report(long now) {
        mount.observer().answered(connection.node(), request.method(), status, now - received, requestBytes, bodyBytes);
    }

    private void release() {
        if (released.compareAndSet(false, true)) {
            mount.budget().release(heldBytes);
        }
    }

    /** The connection has ended. What has not begun is not begun: the node will send it again (P-14). */
    void connectionEnded() {
        synchronized (this) {
            if (dispatched || state != State.PENDING) {
                return;
            }
            state = State.ANSWERED;
        }
        finish();
    }

    /** Ends without an answer: the request has not been executed. */
    void drop() {
        moveFrom(State.PENDING, State.ANSWERED);
        finish();
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
