package io.panelws.testkit.panel;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One call of the node API: one method, wrong input answered with 400, every other method with 405. */
abstract class PanelServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** A request that the panel cannot serve. The message is one sentence for the node's log (P-11). */
    static final class BadInput extends Exception {

        private static final long serialVersionUID = 1;

        BadInput(String sentence) {
            super(sentence);
        }
    }

    private final String method;

    PanelServlet(String method) {
        this.method = method;
    }

    abstract void answer(HttpServletRequest request, HttpServletResponse response, PanelStore store)
            throws IOException, BadInput;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals(method)) {
            response.setHeader("Allow", method);
            Answer.error(
                    response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "This call is made with " + method + " only.");
            return;
        }
        try {
            answer(request, response, SamplePanelListener.store(getServletContext()));
        } catch (BadInput e) {
            Answer.error(response, HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
        }
    }
}
