package io.panelws.testkit.node;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads one answer when it is asked to, and nothing in between: no ping is answered and no close noticed while the node
 * waits for nothing (P-16). A text or binary message that came unasked is the next answer (P-8).
 *
 * <p>The callbacks come from the HTTP client's threads, one at a time; {@link #next} is called by the exchange.
 */
final class AnswerReader implements WebSocket.Listener {

    /** What ends the wait for an answer: its text, or what went wrong. */
    private record Arrival(String text, String failure) {}

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    String next(WebSocket webSocket, Deadline deadline) throws AttemptException, InterruptedException {
        webSocket.request(1);
        Arrival arrival = arrivals.poll(deadline.remaining(), TimeUnit.NANOSECONDS);
        if (arrival == null) {
            throw new AttemptException(Outcome.TIMED_OUT, "no answer within the deadline");
        }
        if (!arrival.failure.isEmpty()) {
            throw new AttemptException(Outcome.BROKEN, arrival.failure);
        }
        return arrival.text;
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        // The default would ask for a message that nobody awaits.
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        return received(webSocket, data, last);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        return received(webSocket, StandardCharsets.UTF_8.decode(data), last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        arrivals.add(new Arrival("", "the panel closed the connection with " + code + " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        arrivals.add(new Arrival("", "the connection broke: " + error.getClass().getSimpleName()));
    }

    private CompletionStage<?> received(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            arrivals.add(new Arrival(text.toString(), ""));
            text.setLength(0);
        } else {
            webSocket.request(1);
        }
        return null;
    }
}
