package io.panelws.jetty.endpoint;

import io.panelws.api.WsCodecException;
import io.panelws.api.WsMessage;
import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.jetty.Disconnection;
import io.panelws.jetty.Node;
import io.panelws.jetty.NodeAskException;
import io.panelws.jetty.NodeFacts;
import io.panelws.jetty.log.Log;
import io.panelws.jetty.log.LogText;
import io.panelws.jetty.replay.Arrival;
import io.panelws.jetty.replay.ReplayStore;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/**
 * One node's connection: reads frames, makes exchanges of messages, and runs them in the thread that has read them.
 *
 * <p>That thread first reads all there is and registers for more, so that reading goes on in another thread while a
 * servlet works; then it runs what may be run. What may run beside that gets a thread of its own. Nobody ever waits: where
 * too many messages wait already, no further frame is asked for, until there is room.
 *
 * <p>This class is thread-safe.
 */
public final class NodeConnection extends FrameReader {

    private static final Log LOG = Log.of(NodeConnection.class);

    private static final String PROCESS = UUID.randomUUID() + "/";

    private final Mount mount;
    private final Handshake handshake;
    private final Place place;
    private final long opened = Arrival.now();
    private final long openedNanos = System.nanoTime();
    private final IncomingMessage incoming;
    private final RequestQueue queue;

    /** Changed only by the thread that reads, which then locks the queue. */
    private long messages;

    // Guarded by this.
    private boolean awaitsRoom;
    private boolean leaving;
    private boolean closing;
    private Ending ending;
    private HttpChannel spare;
    private UnconfirmedAnswers unconfirmed;
    private Questions questions;

    /** Times of {@link System#nanoTime}, looked at by the rounds of {@link Rounds}. */
    private volatile long lastDone = System.nanoTime();

    private volatile long lastReceived = lastDone;

    /** When the message that is being received began; 0 when none is. */
    private volatile long messageBegan;

    private volatile long closedAt;

    private volatile boolean letIn;

    /** The panel has answered a message that had an id with 2xx. */
    private volatile boolean askable;

    /** 0 before the first message. */
    private volatile byte generation;

    /** Counted up by the rounds alone. */
    private volatile int unansweredPings;

    private long nextPing;

    /**
     * Makes the connection of a session, and takes its place.
     *
     * @param mount what it shares with the others
     * @param handshake what its requests take from the handshake
     * @param place among the others
     * @param session Jetty's
     * @return a connection that has not begun to read
     * @throws IllegalStateException when the network connection has ended meanwhile
     */
    public static NodeConnection open(Mount mount, Handshake handshake, Place place, WebSocketCoreSession session) {
        NodeConnection connection = new NodeConnection(mount, handshake, place, session);
        if (!place.take(connection)) {
            throw new IllegalStateException("the connection has ended before it was open");
        }
        LOG.log(Level.INFO, "Node {0} has connected", place);
        mount.observer().connected(place);
        return connection;
    }

    private NodeConnection(Mount mount, Handshake handshake, Place place, WebSocketCoreSession session) {
        super(session, handshake.getConnector().getScheduler());
        this.mount = mount;
        this.handshake = handshake;
        this.place = place;
        this.incoming = new IncomingMessage(mount.budget(), mount.options().maxMessageBytes());
        this.queue = new RequestQueue(
                mount.options().maxQueuedRequests(), mount.options().maxConcurrentRequests());
        this.nextPing = lastDone + mount.options().keepAlive().toNanos();
    }

    /** Begins to read, in the calling thread. */
    void begin() {
        handshake.getConnector().getEventListeners().forEach(this::addEventListener);
        handshake.upgradedTo(this);
        place.expelled().ifPresent(this::expel);
        if (mount.connections().isStopping()) {
            leave();
        }
        HttpConfiguration configuration = handshake.getHttpConfiguration();
        read(configuration.isUseInputDirectByteBuffers(), configuration.isUseOutputDirectByteBuffers());
    }

    Node node() {
        return place;
    }

    Place place() {
        return place;
    }

    Handshake handshake() {
        return handshake;
    }

    Mount mount() {
        return mount;
    }

    /** Names the connection among all connections of all panels. */
    String name() {
        return PROCESS + handshake.getId();
    }

    /** When it was opened, as {@link Arrival#now} tells it. */
    long opened() {
        return opened;
    }

    // ---- reading

    @Override
    void onText(ByteBuffer payload, boolean last) {
        long now = System.nanoTime();
        if (last) {
            lastReceived = now;
            messageBegan = 0;
        } else if (messageBegan == 0) {
            messageBegan = now | 1;
        }
        assemble(payload, last);
        readOnUnlessFull();
    }

    @Override
    void onBinary() {
        close(CloseStatus.BAD_DATA, "only text messages are understood");
    }

    @Override
    void onPong(ByteBuffer payload) {
        unansweredPings = 0;
        noted().ifPresent(answers -> answers.pongReceived(payload));
    }

    @Override
    void onEnd(Ending how) {
        closingBegins(how);
        end();
    }

    private void assemble(ByteBuffer payload, boolean last) {
        try {
            Optional<ByteBuffer> text = incoming.add(payload, last, letIn);
            if (text.isPresent()) {
                received(text.get());
            }
        } catch (IncomingMessage.TooLarge e) {
            closeTooLarge();
        } catch (IncomingMessage.NoRoom e) {
            closeForWantOfRoom();
        } catch (Error e) {
            noteError(e, payload.limit());
        }
    }

    private void closeTooLarge() {
        close(
                CloseStatus.MESSAGE_TOO_LARGE,
                "the message is larger than " + mount.options().maxMessageBytes() + " bytes");
    }

    private void closeForWantOfRoom() {
        close(CloseStatus.TRY_AGAIN_LATER, "the panel has too many messages in progress");
    }

    /** The panel lives on; what the message held is given back by whoever reserved it. */
    private void noteError(Error error, int bytes) {
        LOG.log(
                Level.WARNING,
                error,
                "A message of {0} bytes of node {1} could not be read, its connection is closed",
                bytes,
                node());
        close(CloseStatus.SERVER_ERROR, "the panel could not read a message");
    }

    /** The message's array is reserved; its decoded body comes on top while both are there. */
    private void received(ByteBuffer text) {
        int size = text.array().length;
        // No body is longer than that.
        int decoded = text.remaining() / 4 * 3 + MessageBudget.PER_MESSAGE;
        if (!mount.budget().reserve(decoded, letIn)) {
            mount.budget().release(size);
            closeForWantOfRoom();
            return;
        }
        Optional<Exchange> exchange = Optional.empty();
        int reserved = size + decoded;
        try {
            WsMessage message = mount.codec().decodeMessage(text);
            if (message instanceof WsResponse answer) {
                mount.budget().release(reserved);
                reserved = 0;
                questions().answered(answer);
            } else {
                requestCame(message.id());
                exchange = Optional.of(
                        exchange(IncomingRequest.of((WsRequest) message, handshake, mount), text.remaining()));
            }
        } catch (WsCodecException e) {
            exchange = refuse(e, text.remaining());
        } catch (Error e) {
            noteError(e, text.remaining());
        } finally {
            int kept = exchange.isPresent() ? exchange.get().heldBytes() : 0;
            mount.budget().release(reserved - kept);
        }
        if (exchange.isPresent() && !queue.add(exchange.get())) {
            exchange.get().drop();
        }
    }

    private void requestCame(long id) {
        noted().ifPresent(UnconfirmedAnswers::messageReceived);
        generation = id != WsRequest.NO_ID ? 2 : (byte) Math.max(1, generation);
    }

    private Exchange exchange(IncomingRequest request, int textBytes) {
        return new Exchange(this, mount, request, Long.toString(++messages), textBytes);
    }

    /** What is no message at all ends the connection; one that is only wrong becomes an exchange with its answer. */
    private Optional<Exchange> refuse(WsCodecException e, int textBytes) {
        if (e.isTooLarge()) {
            closeTooLarge();
        } else if (e.isMalformedText()) {
            close(CloseStatus.BAD_PAYLOAD, "the message is not UTF-8");
        } else if (e.isAnswer()) {
            questions().unreadable(e);
        } else {
            requestCame(e.id());
            return Optional.of(exchange(IncomingRequest.of(e), textBytes));
        }
        return Optional.empty();
    }

    private void readOnUnlessFull() {
        synchronized (this) {
            awaitsRoom = !queue.hasRoom() && !closing;
            if (awaitsRoom) {
                return;
            }
        }
        readOn();
    }

    private void readOnIfRoom() {
        synchronized (this) {
            if (!awaitsRoom || !queue.hasRoom()) {
                return;
            }
            awaitsRoom = false;
        }
        readOn();
    }

    // ---- running

    @Override
    void runReady() {
        Exchange mine = queue.next();
        while (mine != null) {
            for (Exchange other = queue.next(); other != null; other = queue.next()) {
                runElsewhere(other);
            }
            readOnIfRoom();
            mine.run();
            mine = queue.next();
        }
    }

    private void runElsewhere(Exchange exchange) {
        execute(() -> {
            exchange.run();
            runReady();
        });
    }

    /** A message that can be given no thread gets no answer, so its connection must end. */
    void execute(Runnable task) {
        try {
            getExecutor().execute(task);
        } catch (RejectedExecutionException e) {
            close(CloseStatus.TRY_AGAIN_LATER, "the panel has no thread left");
        }
    }

    /** An exchange is done, in its own thread or in another. */
    void finished(Exchange exchange) {
        queue.remove(exchange);
        long now = System.nanoTime();
        lastDone = now;
        exchange.report(now);
        if (queue.hasWaiting() && !exchange.isRunByThisThread()) {
            execute(this::runReady);
        }
        readOnIfRoom();
        closeIfLeaving();
    }

    HttpChannel takeChannel() {
        HttpChannel channel;
        synchronized (this) {
            channel = spare;
            spare = null;
        }
        if (channel == null) {
            channel = mount.channels().newHttpChannel(handshake);
        }
        channel.initialize();
        return channel;
    }

    /** Takes back a channel that is done, so that the next message need not have a new one. */
    void giveBack(HttpChannel channel) {
        channel.recycle();
        synchronized (this) {
            spare = closing ? null : channel;
        }
    }

    // ---- what is known to have arrived

    /** What the node has been sent and may not have received. */
    synchronized UnconfirmedAnswers unconfirmed() {
        if (unconfirmed == null) {
            unconfirmed = new UnconfirmedAnswers(outbound());
        }
        return unconfirmed;
    }

    private synchronized Optional<UnconfirmedAnswers> noted() {
        return Optional.ofNullable(unconfirmed);
    }

    /** Whether nothing is begun any more. */
    boolean hasEnded() {
        return queue.isClosed();
    }

    /**
     * The panel has answered a message with 2xx.
     *
     * @param withId whether the message had an id, by which the node shows that it can be asked (P-8)
     */
    void letIn(boolean withId) {
        letIn = true;
        if (withId) {
            askable = true;
        }
    }

    // ---- the panel asks

    boolean isAskable() {
        if (!askable) {
            return false;
        }
        synchronized (this) {
            return !closing && !leaving;
        }
    }

    CompletableFuture<WsResponse> ask(WsRequest request, Duration timeout) {
        if (!askable) {
            return Questions.failed(
                    node(),
                    NodeAskException.Reason.NOT_ASKABLE,
                    generation == 1
                            ? "it is of generation 1, which takes a request for an answer"
                            : "no message with an id that it has sent on this connection has been answered with 2xx yet");
        }
        if (!isAskable()) {
            return Questions.failed(node(), NodeAskException.Reason.CLOSED, "its connection is ending");
        }
        return questions().ask(request, timeout);
    }

    /** Those made when the connection has ended must know it. */
    private Questions questions() {
        Questions mine;
        boolean late;
        synchronized (this) {
            if (questions == null) {
                questions = new Questions(this);
            }
            mine = questions;
            late = closing;
        }
        if (late) {
            mine.ended();
        }
        return mine;
    }

    Scheduler scheduler() {
        return handshake.getConnector().getScheduler();
    }

    // ---- what is known of it

    NodeFacts facts() {
        RequestQueue.Counts counts = queue.counts();
        int seen = generation;
        Questions asked;
        synchronized (this) {
            asked = questions;
        }
        return new NodeFacts(
                Instant.EPOCH.plus(opened, ChronoUnit.MICROS),
                seen == 0 ? Optional.empty() : Optional.of(Instant.now().minusNanos(System.nanoTime() - lastReceived)),
                seen == 0 ? OptionalInt.empty() : OptionalInt.of(seen),
                letIn,
                messages,
                counts.errors(),
                counts.repeated(),
                counts.open(),
                asked == null ? 0 : asked.places(),
                getBytesIn(),
                getBytesOut(),
                unansweredPings);
    }

    int running() {
        return queue.running();
    }

    // ---- rounds

    /**
     * Looks after the connection: ends what takes too long, and pings when it is time. Needs no thread of the pool and
     * does not block.
     *
     * @param now the time of {@link System#nanoTime}
     */
    void round(long now) {
        long requestTimeout = mount.options().requestTimeout().toNanos();
        // Read once: it becomes 0 when the message is there.
        long began = messageBegan;
        if (!getEndPoint().isOpen()) {
            ended();
        } else if (outbound().isStuck(now, mount.options().writeTimeout().toNanos()) || isOverdue(now)) {
            cut("it did not take what it was sent");
        } else if (closedAt != 0) {
            return;
        } else if (began != 0 && now - began > requestTimeout) {
            close(
                    CloseStatus.SHUTDOWN,
                    "a message took longer than " + requestTimeout / 1_000_000_000 + " s to arrive");
        } else if (queue.isIdle()
                && now - lastActive() >= mount.options().idleTimeout().toNanos()) {
            close(CloseStatus.SHUTDOWN, "no message for " + (now - lastActive()) / 1_000_000_000 + " s");
        } else {
            if (queue.hasReceivedBefore(now - requestTimeout)) {
                queue.unfinished().forEach(exchange -> exchange.checkDeadline(now));
            }
            dropSpare(now);
            pingIfTime(now);
        }
    }

    private long lastActive() {
        long received = lastReceived;
        long done = lastDone;
        return received - done > 0 ? received : done;
    }

    private boolean isOverdue(long now) {
        return closedAt != 0 && now - closedAt > mount.options().writeTimeout().toNanos();
    }

    /** A channel holds some kilobytes, and most nodes are idle most of the time. */
    private void dropSpare(long now) {
        if (now - lastActive() > Rounds.IDLE_NANOS) {
            synchronized (this) {
                spare = null;
            }
        }
    }

    private void pingIfTime(long now) {
        if (now - nextPing >= 0) {
            nextPing = now + mount.options().keepAlive().toNanos();
            if (!outbound().isSending()) {
                unansweredPings++;
                outbound().ping(BufferUtil.EMPTY_BUFFER);
            }
        }
    }

    // ---- ending

    /** Begins no request any more; when those that run are answered, closes with 1001. */
    public void leave() {
        queue.pause();
        dropUnproved();
        synchronized (this) {
            leaving = true;
        }
        closeIfLeaving();
    }

    private void closeIfLeaving() {
        boolean leave;
        synchronized (this) {
            leave = leaving;
        }
        if (leave && queue.isQuiet()) {
            goAway();
        }
    }

    /** Closes with 1001 at once, whatever runs. */
    public void goAway() {
        close(CloseStatus.SHUTDOWN, "the panel is stopping");
    }

    /**
     * Closes the connection with 1008: the panel wants no more of this node.
     *
     * @param reason for the node's log, at most 123 bytes
     */
    public void expel(String reason) {
        close(CloseStatus.POLICY_VIOLATION, reason);
    }

    /**
     * Tells whether requests run or an answer is on its way.
     *
     * @return false when the connection can be closed without a loss
     */
    public boolean isBusy() {
        return !queue.isQuiet();
    }

    /**
     * Tells whether the close frame has left, behind which nothing may be sent (RFC 6455, section 5.5.1).
     *
     * @return true when it has, or the connection has ended
     */
    public boolean isGone() {
        return getEndPoint().isOutputShutdown() || !getEndPoint().isOpen();
    }

    /** The connector shuts down: it has set a timeout that we have not. Requests in progress are answered first. */
    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        leave();
        return false;
    }

    /** Closes the connection. What is in progress is lost; what comes from now on is not looked at. */
    void close(int code, String sentence) {
        close(Ending.byPanel(code, sentence), code, sentence);
    }

    /** Says goodbye also to who may be gone: {@code how} says who has ended it. */
    void close(Ending how, int code, String sentence) {
        if (closingBegins(how)) {
            end();
            outbound().close(code, sentence);
        }
    }

    /** From here on the node has {@code writeTimeout} to let the connection end. */
    private boolean closingBegins(Ending how) {
        synchronized (this) {
            if (closing) {
                return false;
            }
            closing = true;
            ending = how;
            spare = null;
        }
        closedAt = System.nanoTime() | 1;
        return true;
    }

    /** Ends the network connection at once, also when a write is stuck. */
    @Override
    void cut(String reason) {
        closingBegins(Ending.cut(reason));
        session().abort();
        ended();
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        ended();
    }

    private void end() {
        incoming.close();
        dropUnproved();
        queue.close().forEach(Exchange::connectionEnded);
        Questions open;
        synchronized (this) {
            open = questions;
        }
        if (open != null) {
            open.ended();
        }
    }

    private void dropUnproved() {
        noted().ifPresent(UnconfirmedAnswers::ended);
    }

    private void ended() {
        closingBegins(Ending.LOST);
        end();
        outbound().ended();
        if (place.release(facts())) {
            tellEnd();
            mount.store().ifPresent(this::forgetElsewhere);
        }
    }

    private void tellEnd() {
        Ending how;
        synchronized (this) {
            how = ending;
        }
        Duration lasted = Duration.ofNanos(System.nanoTime() - openedNanos);
        LOG.log(
                Level.INFO,
                "Node {0} has disconnected after {1} and {2} messages: {3}",
                node(),
                LogText.duration(lasted),
                messages,
                how);
        mount.observer().disconnected(place, new Disconnection(how.code(), how.by(), how.text(), lasted));
    }

    /** The store may block, and the calling thread may be the one that keeps everybody's deadlines. */
    private void forgetElsewhere(ReplayStore store) {
        try {
            getExecutor().execute(() -> forgetWhatCannotBeLate(store));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "What cannot come late any more is forgotten by and by", e);
        }
    }

    private void forgetWhatCannotBeLate(ReplayStore store) {
        store.forgetSettled(
                place.account(), mount.connections().oldest(place.account()).orElse(Long.MAX_VALUE));
    }
}
