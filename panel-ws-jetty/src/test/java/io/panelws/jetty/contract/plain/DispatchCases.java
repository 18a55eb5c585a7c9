package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.BROKEN;

import jakarta.servlet.RequestDispatcher;
import java.util.Arrays;

/** Servlets that forward to others and include them. */
final class DispatchCases extends PlainGroup {

    DispatchCases() {
        super("forward and include");
        serve("/inner", (request, response) -> {
            response.setHeader("X-Inner", "1");
            response.getWriter()
                    .println(request.getDispatcherType() + " " + request.getRequestURI() + " "
                            + request.getQueryString() + " " + Arrays.toString(request.getParameterValues("a")) + " "
                            + request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) + " "
                            + request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI) + " "
                            + request.getAttribute(RequestDispatcher.INCLUDE_QUERY_STRING));
        });
        serve("/inner-throws", (request, response) -> {
            throw new IllegalStateException("inner");
        });
        forward("forward", "a forward", 200, "/inner");
        forward("forward-query", "a forward with a query of its own", 200, "/inner?a=1&node_id=7");
        forward("forward-static", "a forward to a file", 200, "/static/hundred.txt");
        forward("forward-web-inf", "a forward to what clients may not have", 200, "/WEB-INF/hidden.txt");
        forward("forward-missing", "a forward to where nobody is", 404, "/nothing");
        forward("forward-throws", "a forward to what fails", 500, "/inner-throws");
        check("forward-flushed", "a forward after a flush", BROKEN, (request, response) -> {
            response.flushBuffer();
            request.getRequestDispatcher("/inner").forward(request, response);
        });
        include("include", "an include", 200, "/inner?a=1");
        include("include-throws", "an include of what fails", 500, "/inner-throws");
        check("named", "a forward by name", (request, response) -> request.getServletContext()
                .getNamedDispatcher("servlet of /inner")
                .forward(request, response));
    }

    private void forward(String id, String sentence, int status, String target) {
        check(id, sentence, status, (request, response) -> {
            response.getWriter().println("never seen");
            request.getRequestDispatcher(target).forward(request, response);
        });
    }

    private void include(String id, String sentence, int status, String target) {
        check(id, sentence, status, (request, response) -> {
            response.getWriter().println("before");
            request.getRequestDispatcher(target).include(request, response);
            response.getWriter().println("after " + response.getHeader("X-Inner"));
        });
    }
}
