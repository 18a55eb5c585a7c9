package io.panelws.jetty.contract.plain;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;

/** Filters around servlets, and listeners around requests. */
final class FilterCases extends PlainGroup {

    /** What a filter does. */
    @FunctionalInterface
    private interface Step {
        void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException;
    }

    private static final class StepFilter extends HttpFilter {

        private static final long serialVersionUID = 1;

        private final transient Step step;

        StepFilter(Step step) {
            this.step = step;
        }

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            step.filter(request, response, chain);
        }
    }

    /** Keeps what is written. */
    private static final class Captured extends HttpServletResponseWrapper {

        private final StringWriter text = new StringWriter();
        private final PrintWriter writer = new PrintWriter(text);

        Captured(HttpServletResponse response) {
            super(response);
        }

        @Override
        public PrintWriter getWriter() {
            return writer;
        }
    }

    FilterCases() {
        super("filters and listeners");
        filtered("filter-request", "a filter that wraps the request", 200, (request, response, chain) -> {
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public String getHeader(String name) {
                            return "wrapped " + name;
                        }
                    },
                    response);
        });
        filtered("filter-response", "a filter that wraps the response", 200, (request, response, chain) -> {
            Captured captured = new Captured(response);
            chain.doFilter(request, captured);
            response.setHeader(
                    "X-Length", Integer.toString(captured.text.toString().length()));
            response.getWriter().print(captured.text.toString().toUpperCase(Locale.ROOT));
        });
        filtered("filter-after", "a header that is set after the chain", 201, (request, response, chain) -> {
            chain.doFilter(request, response);
            response.setHeader("X-After", "1");
            response.setStatus(201);
        });
        filtered("filter-too-late", "a header that is set after a flush", 200, (request, response, chain) -> {
            chain.doFilter(request, response);
            response.flushBuffer();
            response.setHeader("X-After", "1");
        });
        filtered("filter-answers", "a filter that answers itself", 403, (request, response, chain) -> {
            response.setStatus(403);
            response.getWriter().print("not for you");
        });
        filtered(
                "filter-error",
                "a filter that sends an error",
                418,
                (request, response, chain) -> response.sendError(418, "by the filter"));
        filtered("filter-throws", "a filter that throws after the chain", 500, (request, response, chain) -> {
            chain.doFilter(request, response);
            throw new ServletException("too bad");
        });
        filtered(
                "filter-forward",
                "a filter that forwards",
                200,
                (request, response, chain) ->
                        request.getRequestDispatcher("/forwarded-by-filter").forward(request, response));
        serve(
                "/forwarded-by-filter",
                (request, response) -> Answers.text(
                        response, request.getDispatcherType(), request.getServletPath(), request.getQueryString()));
        check("listeners", "what listeners of context and request have left", (request, response) -> {
            request.setAttribute("watched", "this");
            Answers.text(
                    response,
                    request.getServletContext().getAttribute("started-by"),
                    request.getAttribute("marked-by"),
                    request.getAttribute("seen-by-listener"));
        });
    }

    private void filtered(String id, String sentence, int status, Step step) {
        filter("/" + id, new StepFilter(step));
        check(id, sentence, status, (request, response) -> {
            response.setContentType("text/plain;charset=utf-8");
            response.getWriter().print("the servlet, " + request.getHeader("X-A"));
        });
    }
}
