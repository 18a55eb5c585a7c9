package io.panelws.testkit.panel;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;

/**
 * Lets in whoever logs in with any name and the token as the password (RFC 7617), and gives the request a principal, as what
 * guards a panel's admin pages does.
 */
final class StatusGuard extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final String BASIC = "Basic ";

    private final transient PanelStore store;

    StatusGuard(PanelStore store) {
        this.store = store;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String[] login = login(request);
        if (!store.isToken(login[1])) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"nodes\", charset=\"UTF-8\"");
            Answer.error(response, HttpServletResponse.SC_UNAUTHORIZED, "Log in with the token as the password.");
            return;
        }
        Principal principal = () -> login[0];
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public Principal getUserPrincipal() {
                        return principal;
                    }
                },
                response);
    }

    /** Name and password, empty where there are none. */
    private static String[] login(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null && header.startsWith(BASIC)) {
            try {
                byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()));
                String[] login = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
                if (login.length == 2) {
                    return login;
                }
            } catch (IllegalArgumentException e) {
                // As without one.
            }
        }
        return new String[] {"", ""};
    }
}
