package io.panelws.testkit.node;

import io.panelws.api.WsCodec;
import io.panelws.api.WsCodecException;
import io.panelws.api.WsLimits;
import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** One WebSocket of a node, from its handshake to its first failure. Not thread-safe. */
final class NodeConnection {

    private static final WsCodec CODEC = new WsCodec(WsLimits.NONE);
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final int index;
    private final WebSocket webSocket;
    private final AnswerReader answers;

    private NodeConnection(int index, WebSocket webSocket, AnswerReader answers) {
        this.index = index;
        this.webSocket = webSocket;
        this.answers = answers;
    }

    /** Dials with the headers of the request at hand (P-4). */
    static NodeConnection dial(HttpClient http, URI url, WsRequest first, int index, Deadline deadline)
            throws AttemptException, InterruptedException {
        if (deadline.remaining() == 0) {
            throw new AttemptException(Outcome.TIMED_OUT, "no time left to dial");
        }
        WebSocket.Builder handshake = http.newWebSocketBuilder();
        WireHeaders.copy(first, handshake::header);
        AnswerReader answers = new AnswerReader();
        CompletableFuture<WebSocket> dialled = handshake.buildAsync(url, answers);
        try {
            return new NodeConnection(index, deadline.await(dialled), answers);
        } catch (TimeoutException e) {
            dialled.whenComplete((late, failure) -> abort(late));
            throw new AttemptException(Outcome.TIMED_OUT, "no handshake within the deadline");
        } catch (ExecutionException e) {
            throw notDialled(e.getCause());
        }
    }

    int index() {
        return index;
    }

    /** Writes the request, then reads until its answer is there. */
    WsResponse exchange(WsRequest request, Deadline deadline) throws AttemptException, InterruptedException {
        try {
            deadline.await(webSocket.sendText(CODEC.encode(request), true));
            return CODEC.decodeResponse(answers.next(webSocket, deadline));
        } catch (TimeoutException e) {
            throw new AttemptException(Outcome.TIMED_OUT, "not written within the deadline");
        } catch (ExecutionException e) {
            throw new AttemptException(Outcome.BROKEN, "the connection broke: " + name(e.getCause()));
        } catch (WsCodecException e) {
            throw new AttemptException(Outcome.BROKEN, "the answer is unreadable: " + e.getMessage());
        }
    }

    /** Ends the connection without a word, as a node does after an error. */
    void abort() {
        webSocket.abort();
    }

    /** Says goodbye, waits a second at most for the panel to do the same, and ends the connection. */
    void close() {
        Deadline deadline = Deadline.in(CLOSING);
        try {
            deadline.await(webSocket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
            answers.next(webSocket, deadline);
        } catch (AttemptException | ExecutionException | TimeoutException e) {
            // Closed is what it should be; how it came about is of no interest.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            webSocket.abort();
        }
    }

    private static AttemptException notDialled(Throwable cause) {
        if (cause instanceof WebSocketHandshakeException refused && refused.getResponse() != null) {
            int status = refused.getResponse().statusCode();
            return new AttemptException(Outcome.REFUSED, status, "the panel refused the handshake with " + status);
        }
        return new AttemptException(Outcome.UNREACHABLE, "no connection: " + name(cause));
    }

    private static void abort(WebSocket late) {
        if (late != null) {
            late.abort();
        }
    }

    /** The kind of failure; its message could hold the address, and with it the token. */
    private static String name(Throwable failure) {
        return failure.getClass().getSimpleName();
    }
}
