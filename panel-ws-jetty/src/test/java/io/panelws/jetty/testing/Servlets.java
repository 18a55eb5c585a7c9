package io.panelws.jetty.testing;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Servlets from lambdas. */
public final class Servlets {

    private Servlets() {}

    @FunctionalInterface
    public interface Service {
        void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    public static HttpServlet of(Service service) {
        return new HttpServlet() {
            private static final long serialVersionUID = 1;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws IOException, ServletException {
                service.service(request, response);
            }
        };
    }

    /** Answers with what it saw: the body in the body, the request line in {@code X-Seen}. */
    public static HttpServlet echo() {
        return of((request, response) -> {
            response.setHeader("etag", "\"1\"");
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            response.setHeader("X-Seen", request.getMethod() + " " + request.getRequestURL() + query);
            response.getOutputStream().write(request.getInputStream().readAllBytes());
        });
    }
}
