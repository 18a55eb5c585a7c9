package io.panelws.jetty.engine;

import io.panelws.jetty.PanelWsFilter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/** {@link Dispatch#FORWARD}: hands a request that came as a message straight to its target. */
final class Forwarding {

    private Forwarding() {}

    /** The synthetic request that the target sees: the message's, and marked so that it is forwarded once. */
    private static final class ForwardedRequest extends HttpServletRequestWrapper {

        ForwardedRequest(HttpServletRequest request) {
            super(request);
            request.removeAttribute(PanelWsFilter.MESSAGE_ATTRIBUTE);
        }
    }

    static void forward(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (isProtected(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        RequestDispatcher target = request.getServletContext().getRequestDispatcher(path);
        if (target == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        target.forward(new ForwardedRequest(request), (ServletResponse) response);
    }

    /** What the container hides from requests but not from a forward (Jakarta Servlet 6.0, section 10.5). */
    private static boolean isProtected(HttpServletRequest request) {
        String info = request.getPathInfo() == null ? "" : request.getPathInfo();
        String path = (request.getServletPath() + info).toUpperCase(Locale.ROOT);
        return path.equals("/WEB-INF")
                || path.startsWith("/WEB-INF/")
                || path.equals("/META-INF")
                || path.startsWith("/META-INF/");
    }
}
