package io.panelws.jetty.replay;

import io.panelws.jetty.log.Log;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** Answers a {@code POST} over plain HTTP as the one was that it repeats, when that ends, or 409. */
final class RepeatedAnswer {

    private static final Log LOG = Log.of(RepeatedAnswer.class);
    private static final Outcome UNKNOWN = new Outcome.Unknown();

    private static final String NOT_EXECUTED =
            "The same request came too late to be executed, and this one waited for it. Nothing was executed: send it again.";

    /** What belongs to the connection (RFC 9110, section 7.6.1) or is said anew by the container. */
    private static final Set<String> NOT_REPEATED = Set.of(
            "connection",
            "content-length",
            "date",
            "keep-alive",
            "proxy-connection",
            "server",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private RepeatedAnswer() {}

    /** Holds no thread meanwhile if the servlet and all filters so far may be asynchronous. */
    static void give(
            CompletionStage<Outcome> pending,
            Duration timeout,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        CompletableFuture<Outcome> outcome = pending.toCompletableFuture();
        if (outcome.isDone() || !request.isAsyncSupported()) {
            write(await(outcome, timeout), response);
            return;
        }
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(timeout.toMillis());
        Waiting waiting = new Waiting(async, response);
        async.addListener(waiting);
        outcome.whenComplete((answer, failure) -> waiting.endLater(answer == null ? UNKNOWN : answer));
    }

    private static Outcome await(CompletableFuture<Outcome> outcome, Duration timeout) {
        try {
            return outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    private static void write(Outcome outcome, HttpServletResponse response) throws IOException {
        if (outcome instanceof Outcome.Answer answer) {
            response.setStatus(answer.status());
            List<Outcome.Field> fields = answer.headers();
            fields.stream()
                    .filter(field -> !NOT_REPEATED.contains(field.name().toLowerCase(Locale.ROOT)))
                    .forEach(field -> response.addHeader(field.name(), field.value()));
            response.getOutputStream().write(answer.body());
        } else if (outcome instanceof Outcome.Elsewhere elsewhere && !elsewhere.executed()) {
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, NOT_EXECUTED);
        } else {
            refuse(response, HttpServletResponse.SC_CONFLICT, Outcome.UNKNOWN_TEXT);
        }
    }

    static void refuse(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().println(sentence);
    }

    /**
     * Outcome, timeout and the end of the request race for the asynchronous context: the container uses request and
     * response for others once it is complete, and what runs may end much later.
     */
    private static final class Waiting implements AsyncListener {

        private record Open(AsyncContext async, HttpServletResponse response) {

            void end(Outcome outcome) {
                try {
                    write(outcome, response);
                } catch (IOException e) {
                    LOG.log(Level.DEBUG, "The client of a repeated POST has gone", e);
                } finally {
                    async.complete();
                }
            }
        }

        private final AtomicReference<Open> open;

        Waiting(AsyncContext async, HttpServletResponse response) {
            open = new AtomicReference<>(new Open(async, response));
        }

        /** In a thread of the container: the one that calls has a request of its own to end. */
        void endLater(Outcome outcome) {
            Open mine = open.getAndSet(null);
            if (mine != null) {
                try {
                    mine.async().start(() -> mine.end(outcome));
                } catch (RejectedExecutionException e) {
                    mine.end(outcome);
                }
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            Open mine = open.getAndSet(null);
            if (mine != null) {
                mine.end(UNKNOWN);
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            open.set(null);
        }

        @Override
        public void onError(AsyncEvent event) {
            open.set(null);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // It is not dispatched.
        }
    }
}
