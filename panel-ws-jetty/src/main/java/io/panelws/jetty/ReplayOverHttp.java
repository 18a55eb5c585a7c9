package io.panelws.jetty;

import io.panelws.jetty.replay.Arrival;
import io.panelws.jetty.replay.Outcome;
import io.panelws.jetty.replay.ReplayGuard;
import io.panelws.jetty.replay.ReplayKey;
import io.panelws.jetty.replay.ReplayStore;
import io.panelws.jetty.rules.HeaderField;
import io.panelws.jetty.rules.ResponseHeaders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Answers a {@code POST} over plain HTTP that repeats one whose answer a node lost on its WebSocket (P-14); one whose message
 * the panel has not come to yet is executed here, and noted, so that it is not executed there too. Requests that cannot be
 * such a one, and forms, pass as they are: their bodies are not even looked at.
 *
 * <p>This class is thread-safe.
 */
final class ReplayOverHttp {

    private final ReplayGuard guard;
    private final Connections connections;
    private final int maxBodyBytes;
    private final Duration timeout;

    ReplayOverHttp(ReplayGuard guard, Connections connections, PanelWsOptions options) {
        this.guard = guard;
        this.connections = connections;
        this.maxBodyBytes = options.maxMessageBytes();
        this.timeout = options.requestTimeout();
    }

    void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ReplayStore store = guard.store();
        if (!ReplayGuard.guards(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        boolean busy = connections.overtake(new Node(query, request.getRemoteAddr()));
        if (store.isEmpty() && !busy) {
            chain.doFilter(request, response);
            return;
        }
        String arrival = Arrival.now().name();
        String authorization =
                Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        String scope = ReplayKey.scope(request.getMethod(), request.getRequestURI(), query, authorization);
        if (!busy && !store.mayKnow(scope) || request.getContentLengthLong() > maxBodyBytes || isForm(request)) {
            chain.doFilter(request, response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(maxBodyBytes);
        Optional<ReplayStore.Claim> known =
                store.findOrPass(ReplayKey.of(scope, ByteBuffer.wrap(body)), arrival, guard.lease());
        if (known.isPresent()) {
            replay(known.get().outcome(), response);
        } else {
            chain.doFilter(new RereadRequest(request, response, body), response);
        }
    }

    /** A form's body is the container's to read, as parameters or parts; nodes send JSON. */
    private static boolean isForm(HttpServletRequest request) {
        String type = Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/");
    }

    private void replay(CompletionStage<Outcome> pending, HttpServletResponse response) throws IOException {
        Outcome outcome;
        try {
            outcome = pending.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            outcome = new Outcome.Unknown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = new Outcome.Unknown();
        }
        if (outcome instanceof Outcome.Answer answer) {
            give(answer, response);
        } else {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            response.setContentType("text/plain;charset=utf-8");
            response.getWriter().println(ReplayGuard.UNKNOWN);
        }
    }

    private static void give(Outcome.Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        List<HeaderField> fields = answer.headers();
        for (Map.Entry<String, List<String>> header :
                ResponseHeaders.of(answer.status(), fields).entrySet()) {
            header.getValue().forEach(value -> response.addHeader(header.getKey(), value));
        }
        response.getOutputStream().write(answer.body());
    }
}
