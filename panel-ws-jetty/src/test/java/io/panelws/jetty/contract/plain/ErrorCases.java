package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.BROKEN;
import static io.panelws.jetty.contract.CaseRequest.get;
import static io.panelws.jetty.contract.CaseRequest.of;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Errors and error pages. */
final class ErrorCases extends PlainGroup {

    ErrorCases() {
        super("errors");
        check("error-send", "sendError", 503, (request, response) -> response.sendError(503));
        check(
                "error-message",
                "sendError with a message",
                503,
                (request, response) -> response.sendError(503, "busy & <b>räumt</b>"));
        check(
                "error-json",
                "an error page as JSON",
                get("/error-send").header("Accept", "application/json").expecting(503));
        check(
                "error-text",
                "an error page as text",
                get("/error-message").header("Accept", "text/plain").expecting(503));
        check("error-head", "HEAD of an error", of("HEAD", "/error-send").expecting(503));
        check("error-not-found", "a path that nobody serves", get("/nothing").expecting(404));
        thrown();
        pages();
        afterTheBeginning();
        in("/panel");
        check(
                "error-stack-trace",
                "an error page with a stack trace",
                get("/error-runtime").expecting(500));
    }

    private void thrown() {
        check("error-runtime", "a RuntimeException", 500, (request, response) -> {
            throw new IllegalStateException("too bad");
        });
        check("error-servlet", "a ServletException with its cause", 500, (request, response) -> {
            throw new ServletException("wrapped", new IllegalArgumentException("inside"));
        });
        check("error-io", "an IOException", 500, (request, response) -> {
            throw new IOException("disk full");
        });
        check("error-error", "an Error", 500, (request, response) -> {
            throw new AssertionError("should not be");
        });
        check("error-unavailable", "an UnavailableException", 503, (request, response) -> {
            throw new UnavailableException("later", 60);
        });
    }

    private void pages() {
        serve("/error-page", ErrorCases::errorPage);
        check("error-page-status", "the error page of a status", 418, (request, response) -> {
            response.setHeader("X-Before", "1");
            response.sendError(418, "teapot");
        });
        check("error-page-exception", "the error page of an exception", 500, (request, response) -> {
            throw new UnsupportedOperationException("not supported");
        });
        check("error-page-static", "an error page that is a file", 410, (request, response) -> response.sendError(410));
        check(
                "error-page-post",
                "the error page of a POST",
                of("POST", "/error-page-status").body(new byte[10]).expecting(418));
        check("error-page-unused", "a status without sendError has no page", 418, (request, response) -> {
            response.setStatus(418);
            Answers.text(response, "short and stout");
        });
    }

    private static void errorPage(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.text(
                response,
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE),
                request.getAttribute(RequestDispatcher.ERROR_MESSAGE),
                request.getAttribute(RequestDispatcher.ERROR_EXCEPTION_TYPE),
                request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI),
                request.getAttribute(RequestDispatcher.ERROR_SERVLET_NAME),
                request.getMethod(),
                request.getDispatcherType(),
                request.getQueryString());
    }

    private void afterTheBeginning() {
        check("error-written", "sendError after a few bytes", 409, (request, response) -> {
            response.setHeader("X-Before", "1");
            response.getOutputStream().print("never seen");
            response.sendError(409);
            response.getOutputStream().print("never seen either");
        });
        check("error-thrown-written", "an exception after a few bytes", 500, (request, response) -> {
            response.setHeader("X-Before", "1");
            response.getOutputStream().print("never seen");
            throw new IllegalStateException("too bad");
        });
        check("error-flushed", "sendError after a flush", BROKEN, (request, response) -> {
            response.getOutputStream().print("seen");
            response.flushBuffer();
            response.sendError(409);
        });
        check("error-thrown-flushed", "an exception after a flush", BROKEN, (request, response) -> {
            response.getOutputStream().print("seen");
            response.flushBuffer();
            throw new IllegalStateException("too bad");
        });
        check(
                "error-thrown-flushed-head",
                "HEAD of an exception after a flush: the head is all there is",
                of("HEAD", "/error-thrown-flushed"));
        check("error-thrown-flushed-204", "an exception after the head of an answer 204", 204, (request, response) -> {
            response.setStatus(204);
            response.flushBuffer();
            throw new IllegalStateException("too bad");
        });
        check("error-thrown-large", "an exception after 100,000 bytes", BROKEN, (request, response) -> {
            response.getOutputStream().write(Answers.bytes(100_000));
            throw new IOException("too bad");
        });
        check("error-thrown-closed", "an exception after the end", (request, response) -> {
            response.getOutputStream().print("all of it");
            response.getOutputStream().close();
            throw new IllegalStateException("too late");
        });
    }
}
