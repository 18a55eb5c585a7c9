package io.panelws.jetty.endpoint;

import io.panelws.api.WsCodecException;
import io.panelws.api.WsRequest;
import io.panelws.jetty.dispatch.DispatchRequest;
import io.panelws.jetty.dispatch.Handshake;
import io.panelws.jetty.dispatch.Transport;
import io.panelws.jetty.endpoint.RequestQueue.Task;
import io.panelws.jetty.replay.Arrival;
import io.panelws.jetty.replay.ReplayGuard;
import io.panelws.jetty.rules.HandshakeQuery;
import io.panelws.jetty.rules.HeaderField;
import io.panelws.jetty.rules.Methods;
import io.panelws.jetty.rules.RequestTarget;
import io.panelws.jetty.rules.RuleViolation;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * One node's connection: turns messages into exchanges, and knows when it has been idle for too long.
 *
 * <p>This class is thread-safe.
 */
public final class NodeConnection {

    private final Arrival arrival = Arrival.now();
    private final Mount mount;
    private final Handshake handshake;
    private final Transport transport;
    private final Siblings siblings;
    private final MessageAssembler assembler;
    private final RequestQueue queue;
    private final Optional<Doubts> doubts;
    private volatile Optional<Outbound> outbound = Optional.empty();

    // Guarded by this.
    private Optional<CloseReason> closing = Optional.empty();

    private volatile long lastMessage;

    /** When the message that is being received began; 0 when none is. */
    private volatile long messageBegan;

    /**
     * Makes the connection of a handshake.
     *
     * @param mount what it shares with the others
     * @param handshake what its requests take from the handshake
     * @param transport the network connection
     * @param siblings the other connections
     */
    public NodeConnection(Mount mount, Handshake handshake, Transport transport, Siblings siblings) {
        this.mount = mount;
        this.handshake = handshake;
        this.transport = transport;
        this.siblings = siblings;
        this.assembler = new MessageAssembler(mount.budget(), mount.limits().maxMessageBytes());
        this.queue = new RequestQueue(mount, () -> close(CloseCodes.TRY_AGAIN_LATER, "the panel has no thread left"));
        this.doubts = mount.guard().map(Doubts::new);
        this.lastMessage = mount.clock().millis();
    }

    void opened(Session session) {
        // Jetty's own timeout runs while a servlet works; ours does not.
        session.setMaxIdleTimeout(0);
        Outbound out = new Outbound(session, mount.dispatcher(), mount.limits().writeTimeout(), transport);
        Optional<CloseReason> already;
        synchronized (this) {
            outbound = Optional.of(out);
            already = closing;
        }
        already.ifPresent(out::close);
    }

    Outbound outbound() {
        return outbound.orElseThrow();
    }

    /** Names the connection among all connections of all panels. */
    String name() {
        return arrival.name();
    }

    void received(String part, boolean last) {
        if (last) {
            lastMessage = mount.clock().millis();
            messageBegan = 0;
        } else if (messageBegan == 0) {
            messageBegan = mount.clock().millis();
        }
        try {
            Optional<String> text = assembler.add(part, last);
            if (text.isPresent() && !received(text.get())) {
                close(CloseCodes.TRY_AGAIN_LATER, "too many requests are waiting for their answers");
            }
        } catch (MessageAssembler.TooLarge e) {
            closeTooLarge();
        } catch (MessageAssembler.NoRoom e) {
            close(CloseCodes.TRY_AGAIN_LATER, "the panel has too many messages in progress");
        }
    }

    private void closeTooLarge() {
        close(CloseCodes.TOO_BIG, "the message is larger than " + mount.limits().maxMessageBytes() + " bytes");
    }

    private boolean received(String text) {
        doubts.ifPresent(Doubts::messageReceived);
        Runnable onFinished = () -> {
            mount.budget().release(text.length());
            queue.finished();
        };
        Runnable discard = () -> mount.budget().release(text.length());
        try {
            WsRequest request = mount.codec().decodeRequest(text);
            Exchange exchange = new Exchange(this, mount, request.id(), request.method(), onFinished);
            return queue.add(new Task(exchange.isSerial(), start(exchange, request), discard));
        } catch (WsCodecException e) {
            if (e.isTooLarge()) {
                discard.run();
                closeTooLarge();
                return true;
            }
            Exchange exchange = new Exchange(this, mount, e.id(), "", onFinished);
            List<HeaderField> none = List.of();
            Runnable refuse = () -> exchange.answer(400, none, e.getMessage());
            return queue.add(new Task(exchange.isSerial(), refuse, discard));
        }
    }

    private Runnable start(Exchange exchange, WsRequest request) {
        try {
            DispatchRequest dispatch = ruled(request);
            if (doubts.isPresent() && ReplayGuard.guards(request.method())) {
                siblings.posted(this);
            }
            // After that: who has not noticed it was there before.
            String read = Arrival.now().name();
            return () -> exchange.dispatch(dispatch, read);
        } catch (RuleViolation e) {
            return () -> exchange.answer(e.status(), e.headers(), e.getMessage());
        }
    }

    private DispatchRequest ruled(WsRequest request) throws RuleViolation {
        Methods.check(request.method(), mount.methods());
        RequestTarget target = RequestTarget.of(request.path(), HandshakeQuery.of(handshake.query()));
        mount.patterns().check(target.decodedPath());
        ByteBuffer body = request.bodyBuffer();
        HttpFields.Mutable kept = HttpFields.build();
        handshake.headers().forEach(field -> kept.add(field.name(), field.value()));
        List<HeaderField> headers = new ArrayList<>();
        for (HttpField field : mount.headers().merge(request.method(), request.headers(), body.remaining(), kept)) {
            headers.add(new HeaderField(field.getName(), field.getValue()));
        }
        return new DispatchRequest(handshake, request.method(), target, headers, body);
    }

    /** An answer without an {@code id} to a {@code POST} is about to be sent; whether it arrives is open. */
    void answered(ReplayGuard.Doubt doubt) {
        doubts.ifPresent(open -> open.answered(doubt));
    }

    /** A {@code POST} of the node has come by another way: what arrives here may have been given up before (P-14). */
    public void overtaken() {
        doubts.ifPresent(Doubts::overtaken);
    }

    /** Whether a {@code POST} needs a pong before it is executed. */
    boolean isOvertaken() {
        return doubts.filter(Doubts::isOvertaken).isPresent();
    }

    /**
     * Pings the node: one that waits for an answer reads, and answers pings (P-16); one that has gone does not. One of the
     * tasks is run, or, when no pong comes, neither.
     *
     * @param answered what the pong lets happen; it must not keep the thread
     * @param ended the connection ends, or the panel stops, before that; it may be run after the other, and again
     */
    void askForPong(Runnable answered, Runnable ended) {
        doubts.ifPresent(open -> {
            outbound().onPong(open::pongReceived);
            outbound().ping(open.asked(answered, ended));
            if (queue.isEnding()) {
                open.ended();
            }
        });
    }

    /** An answer with an {@code id} to a {@code POST} has been sent; whether it arrives is open. */
    void answeredConcurrently(ReplayGuard.Doubt doubt) {
        doubts.ifPresent(open -> {
            outbound().onPong(open::pongReceived);
            outbound().ping(open.answeredConcurrently(doubt));
        });
    }

    /**
     * Closes the connection when it has been without a message for too long, or when a message takes too long to come:
     * what has come of it takes room that others need.
     *
     * @return true when the connection is being closed
     */
    public boolean closeIfLate() {
        long now = mount.clock().millis();
        Duration idle = Duration.ofMillis(now - lastMessage);
        Duration receiving = Duration.ofMillis(messageBegan == 0 ? 0 : now - messageBegan);
        String reason;
        if (receiving.compareTo(mount.limits().requestTimeout()) > 0) {
            reason = "a message took longer than "
                    + mount.limits().requestTimeout().toSeconds() + " s to arrive";
        } else if (idle.compareTo(mount.limits().idleTimeout()) >= 0 && queue.isIdle()) {
            reason = "no message for " + idle.toSeconds() + " s";
        } else {
            return false;
        }
        mount.dispatcher().execute(() -> close(CloseCodes.GOING_AWAY, reason));
        return true;
    }

    /** Sends a ping, unless an answer is on its way. A missing pong means nothing (P-16). */
    public void ping() {
        outbound.filter(out -> !out.isSending()).ifPresent(out -> out.ping(ByteBuffer.allocate(0)));
    }

    /**
     * Tells whether a request of the node waits or runs.
     *
     * @return false for an idle connection
     */
    public boolean isBusy() {
        return !queue.isIdle();
    }

    /** Begins no request any more, because the panel stops. */
    public void pause() {
        queue.pause();
        doubts.ifPresent(Doubts::ended);
    }

    /**
     * After {@link #pause}: waits until the requests in progress are answered, then closes with 1001.
     *
     * @param limit how long to wait
     */
    public void goAway(Duration limit) {
        try {
            queue.awaitIdle(System.nanoTime() + limit.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(CloseCodes.GOING_AWAY, "the panel is stopping");
    }

    /**
     * Tells whether the close frame has left: another thread may be sending it.
     *
     * @return true when it has, or the connection has ended
     */
    public boolean isGone() {
        return transport.isOutputShut();
    }

    /**
     * Closes the connection with 1008: the panel wants no more of this node.
     *
     * @param reason for the node's log, at most 123 bytes
     */
    public void expel(String reason) {
        close(CloseCodes.VIOLATED_POLICY, reason);
    }

    private void end() {
        queue.close();
        assembler.close();
        doubts.ifPresent(Doubts::ended);
    }

    /** Closes the connection, also one that is still being opened; what comes from now on is not even read. */
    void close(CloseCode code, String sentence) {
        CloseReason reason = new CloseReason(code, sentence);
        end();
        synchronized (this) {
            if (closing.isPresent()) {
                return;
            }
            closing = Optional.of(reason);
        }
        outbound.ifPresent(out -> out.close(reason));
    }

    void closed() {
        end();
        outbound.ifPresent(Outbound::closed);
        siblings.closed(this);
    }
}
