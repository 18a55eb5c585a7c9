package io.panelws.testkit.node;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.panelws.api.WsCodec;
import io.panelws.api.WsCodecException;
import io.panelws.api.WsLimits;
import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.testkit.wire.Deadline;
import io.panelws.testkit.wire.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * One WebSocket of a node of generation 2. A thread of its own reads all the time: it answers pings and the panel's requests
 * and hands each answer to who waits for its {@code id} (P-17, P-18). Thread-safe.
 */
final class ConcurrentConnection implements Lines.Line {

    private static final WsCodec CODEC = new WsCodec(WsLimits.NONE);
    private static final Duration CLOSING = Duration.ofMillis(500);

    private final NodeConnection connection;
    private final Function<WsRequest, WsResponse> fromPanel;
    private final Map<Long, CompletableFuture<WsResponse>> waiting = new ConcurrentHashMap<>();
    private final Thread reader = new Thread(this::read, "panel-ws-node-reader");
    private volatile boolean lives = true;
    private volatile String end = "the connection has ended";

    ConcurrentConnection(NodeConnection connection, Function<WsRequest, WsResponse> fromPanel) {
        this.connection = connection;
        this.fromPanel = fromPanel;
        reader.setDaemon(true);
    }

    void start() {
        reader.start();
    }

    boolean lives() {
        return lives;
    }

    @Override
    public int index() {
        return connection.index();
    }

    /** The request's {@code id} must be no other's that waits. */
    @Override
    public WsResponse exchange(WsRequest request, Deadline deadline) throws AttemptException {
        CompletableFuture<WsResponse> answer = new CompletableFuture<>();
        waiting.put(request.id(), answer);
        try {
            if (!lives) {
                throw new AttemptException(Outcome.BROKEN, end);
            }
            connection.write(CODEC.encode(request), deadline);
            return answer.get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AttemptException(Outcome.TIMED_OUT, "not done within the deadline");
        } catch (ExecutionException e) {
            throw new AttemptException(Outcome.BROKEN, end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AttemptException(Outcome.BROKEN, "interrupted");
        } finally {
            waiting.remove(request.id());
        }
    }

    /** Ends the connection without a word; who waits for an answer sends again. */
    void abort() {
        lives = false;
        connection.abort();
    }

    /** Says goodbye, waits half a second at most for the panel to do the same, and ends the connection. */
    void close() throws InterruptedException {
        lives = false;
        connection.sayGoodbye(Deadline.in(CLOSING));
        reader.join(CLOSING.toMillis());
        connection.abort();
        reader.join();
    }

    private void read() {
        try {
            while (true) {
                take(connection.readMessage());
            }
        } catch (IOException e) {
            end = "the connection broke: " + Reason.of(e);
        } catch (WsCodecException e) {
            end = "a message is unreadable: " + e.getMessage();
        } finally {
            abort();
            waiting.values().forEach(answer -> answer.completeExceptionally(new IOException("the connection broke")));
        }
    }

    private void take(String message) throws IOException, WsCodecException {
        if (isRequest(message)) {
            WsRequest request = CODEC.decodeRequest(message);
            WsResponse answer = fromPanel.apply(request);
            connection.writeText(
                    CODEC.encode(new WsResponse(request.id(), answer.status(), answer.headers(), answer.body())));
            return;
        }
        WsResponse response = CODEC.decodeResponse(message);
        CompletableFuture<WsResponse> waits = waiting.get(response.id());
        // Who does not wait any more has sent again; an id that nobody has asked with is passed over.
        if (waits != null) {
            waits.complete(response);
        }
    }

    /** A request has a non-empty {@code method}, an answer has none (P-18). */
    private static boolean isRequest(String message) {
        try (JsonReader json = new JsonReader(new StringReader(message))) {
            json.beginObject();
            while (json.hasNext()) {
                if (json.nextName().equals("method")) {
                    return json.peek() == JsonToken.STRING && !json.nextString().isEmpty();
                }
                json.skipValue();
            }
            return false;
        } catch (IOException | IllegalStateException e) {
            // Not an object: the codec says so better.
            return false;
        }
    }
}
