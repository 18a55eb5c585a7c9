package io.panelws.jetty;

import io.panelws.jetty.dispatch.Completion;
import io.panelws.jetty.dispatch.DispatchRequest;
import io.panelws.jetty.dispatch.Dispatcher;
import io.panelws.jetty.dispatch.Handshake;
import io.panelws.jetty.dispatch.ResponseHead;
import io.panelws.jetty.dispatch.ResponseSink;
import io.panelws.jetty.rules.HandshakeQuery;
import io.panelws.jetty.rules.RequestTarget;
import io.panelws.jetty.rules.RuleViolation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends a {@code GET} with the handshake's query through the whole container, and refuses the handshake when the panel
 * refuses that. It runs in the thread of the handshake, so it needs no other that may not be there.
 */
record ProbeAuth(Dispatcher dispatcher, String path, Duration timeout) implements HandshakeAuth {

    private static final int MAX_BODY_BYTES = 64 << 10;

    @Override
    public Optional<Refused> judge(HttpServletRequest request, Handshake handshake) {
        Probe probe = new Probe();
        dispatcher.dispatch(
                new DispatchRequest(handshake, "GET", target(handshake), handshake.headers(), ByteBuffer.allocate(0)),
                probe);
        try {
            return probe.answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Optional.of(new Refused(503, Optional.empty(), new byte[0]));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Refused(503, Optional.empty(), new byte[0]));
        }
    }

    private RequestTarget target(Handshake handshake) {
        try {
            return RequestTarget.of(path, HandshakeQuery.of(handshake.query()));
        } catch (RuleViolation e) {
            throw new IllegalArgumentException(
                    "handshakeAuth probes a path that no message may have: " + e.getMessage());
        }
    }

    /** Keeps the answer when it is a refusal. */
    private static final class Probe implements ResponseSink {

        private final CompletableFuture<Optional<Refused>> answer = new CompletableFuture<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status;
        private Optional<String> contentType = Optional.empty();

        @Override
        public void begin(ResponseHead head) {
            status = head.status();
            contentType = head.fields().stream()
                    .filter(field -> field.name().equalsIgnoreCase("Content-Type"))
                    .map(field -> field.value())
                    .findFirst();
        }

        @Override
        public void write(ByteBuffer content, boolean last, Completion completion) {
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            if (status >= 400) {
                body.write(bytes, 0, Math.min(bytes.length, MAX_BODY_BYTES - body.size()));
            }
            completion.succeeded();
        }

        @Override
        public void succeeded() {
            answer.complete(
                    status >= 400
                            ? Optional.of(new Refused(status, contentType, body.toByteArray()))
                            : Optional.empty());
        }

        @Override
        public void failed(Throwable cause) {
            answer.completeExceptionally(cause);
        }
    }
}
