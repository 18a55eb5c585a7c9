package io.panelws.testkit.panel;

import io.panelws.testkit.panel.PanelServlet.BadInput;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets in who knows the panel's token and says which node it is (P-3): 403 for a wrong or no token, 400 for no node.
 * Who has logged in otherwise passes.
 *
 * <p>Tokens are compared in a time that does not depend on where they differ. This class is thread-safe.
 */
public final class PanelAuthFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** Made by the container. */
    public PanelAuthFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getUserPrincipal() != null) {
            // Who looks at the page of the nodes has logged in, and is no node.
            chain.doFilter(request, response);
            return;
        }
        String token = request.getParameter("token");
        if (token == null || !SamplePanelListener.store(getServletContext()).isToken(token)) {
            Answer.error(response, HttpServletResponse.SC_FORBIDDEN, "The token is wrong.");
            return;
        }
        try {
            NodeKey.of(request);
        } catch (BadInput e) {
            Answer.error(response, HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
            return;
        }
        chain.doFilter(request, response);
    }
}
