package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.get;
import static io.panelws.jetty.contract.CaseRequest.post;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Asynchronous servlets. */
final class AsyncCases extends PlainGroup {

    /** Work that may fail to write. */
    @FunctionalInterface
    private interface Work {
        void run(HttpServletResponse response) throws IOException;
    }

    AsyncCases() {
        super("asynchronous servlets");
        later("async-complete", "completed by another thread", 200, response -> Answers.text(response, "later"));
        later("async-nothing", "completed without a response", 200, response -> {});
        later("async-large", "1 MB by another thread", 200, response -> response.getOutputStream()
                .write(Answers.bytes(1_000_000)));
        later("async-error", "sendError by another thread", 409, response -> response.sendError(409, "conflict"));
        later("async-page", "an error page by another thread", 418, response -> response.sendError(418, "teapot"));
        check("async-body", "a body that another thread reads", post("/async-body", "text/plain", "the body"));
        serve("/async-body", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> unchecked(() -> {
                Answers.text(response, new String(request.getInputStream().readAllBytes()));
                async.complete();
            }));
        });
        check("async-twice", "started twice", 500, (request, response) -> {
            request.startAsync().setTimeout(50);
            request.startAsync();
        });
        dispatches();
        timeouts();
        failures();
    }

    private void later(String id, String sentence, int status, Work work) {
        check(id, sentence, status, (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            async.start(() -> unchecked(() -> {
                work.run(response);
                async.complete();
            }));
        });
    }

    private void dispatches() {
        serve(
                "/async-target",
                (request, response) -> Answers.text(
                        response,
                        request.getDispatcherType(),
                        request.getRequestURI(),
                        request.getQueryString(),
                        request.getAttribute("left"),
                        request.getAttribute(AsyncContext.ASYNC_REQUEST_URI),
                        request.getAttribute(AsyncContext.ASYNC_QUERY_STRING)));
        check("async-dispatch", "dispatched to another path", (request, response) -> {
            request.setAttribute("left", "behind");
            request.startAsync().dispatch("/async-target?more=1");
        });
        check("async-dispatch-self", "dispatched to itself", (request, response) -> {
            if (request.getAttribute("second") == null) {
                request.setAttribute("second", true);
                request.startAsync().dispatch();
            } else {
                Answers.text(response, request.getDispatcherType(), request.getRequestURI());
            }
        });
        check("async-dispatch-later", "dispatched by another thread", (request, response) -> {
            AsyncContext async = request.startAsync(request, response);
            async.start(() -> async.dispatch("/async-target"));
        });
        check(
                "async-dispatch-missing",
                "dispatched to where nobody is",
                404,
                (request, response) -> request.startAsync().dispatch("/nothing"));
    }

    private void timeouts() {
        check("async-timeout", "never completed", 500, (request, response) -> request.startAsync()
                .setTimeout(50));
        check("async-timeout-complete", "completed by a listener when its time is up", (request, response) -> {
            timeout(request, event -> {
                Answers.text((HttpServletResponse) event.getSuppliedResponse(), "timed out");
                event.getAsyncContext().complete();
            });
        });
        check("async-timeout-dispatch", "dispatched by a listener when its time is up", (request, response) -> {
            timeout(request, event -> event.getAsyncContext().dispatch("/async-target"));
        });
        check("async-timeout-error", "an error sent by a listener when its time is up", 503, (request, response) -> {
            timeout(request, event -> {
                ((HttpServletResponse) event.getSuppliedResponse()).sendError(503, "too slow");
                event.getAsyncContext().complete();
            });
        });
    }

    private void timeout(HttpServletRequest request, AsyncEvents.Reaction reaction) {
        AsyncContext async = request.startAsync();
        async.setTimeout(50);
        async.addListener(AsyncEvents.onTimeout(reaction), async.getRequest(), async.getResponse());
    }

    private void failures() {
        check("async-throw", "an exception after the start", 500, (request, response) -> {
            request.startAsync().setTimeout(50);
            throw new IllegalStateException("too bad");
        });
        check("async-throw-listener", "an exception that a listener answers", 502, (request, response) -> {
            AsyncContext async = request.startAsync();
            async.addListener(
                    AsyncEvents.onError(event -> {
                        HttpServletResponse answer = (HttpServletResponse) event.getSuppliedResponse();
                        answer.setStatus(502);
                        Answers.text(answer, event.getThrowable().getMessage());
                        event.getAsyncContext().complete();
                    }),
                    request,
                    response);
            throw new IllegalStateException("too bad");
        });
        check(
                "async-twice-in-a-row",
                "one after another on the connection",
                get("/async-complete"),
                get("/async-dispatch"));
    }

    /** An {@link IOException} in a thread of its own has nobody to go to. */
    @FunctionalInterface
    private interface Task {
        void run() throws IOException;
    }

    private static void unchecked(Task task) {
        try {
            task.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
