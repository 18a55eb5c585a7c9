package io.panelws.gateway;

import io.panelws.jetty.PanelWs;
import io.panelws.jetty.PanelWsStatusServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.security.AuthenticationState;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.SecurityHandler;
import org.eclipse.jetty.security.ServerAuthException;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.security.Password;

/** What is for the operator, on a port that no node reaches. A further page is a further servlet. */
final class AdminPages {

    static final String CONNECTOR = "admin";

    private static final String REALM = "panel-ws gateway";
    private static final String HEALTH = "/health";
    private static final String METRICS = "/metrics";
    private static final String NODES = "/nodes";

    private AdminPages() {}

    static ServletContextHandler context(GatewayOptions.Admin admin, PanelWs nodes, Supplier<String> metrics) {
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        context.setVirtualHosts(List.of("@" + CONNECTOR));
        context.setAttribute(PanelWs.class.getName(), nodes);
        context.addServlet(new ServletHolder(new Text("text/plain", () -> "ok\n")), HEALTH);
        context.addServlet(new ServletHolder(new Text("text/plain; version=0.0.4", metrics)), METRICS);
        ServletHolder page = new ServletHolder(new PanelWsStatusServlet());
        page.setInitParameter(
                PanelWsStatusServlet.ALLOW_UNAUTHENTICATED,
                Boolean.toString(admin.password().isEmpty()));
        page.setAsyncSupported(true);
        context.addServlet(page, NODES);
        admin.password()
                .ifPresentOrElse(password -> context.setSecurityHandler(guard(password)), () -> List.of(METRICS, NODES)
                        .forEach(path -> context.addFilter(
                                new FilterHolder(new ByAnAddress()), path, EnumSet.of(DispatcherType.REQUEST))));
        return context;
    }

    /** Whether the gateway is alive, everybody may know. */
    private static SecurityHandler guard(String password) {
        UserStore users = new UserStore();
        users.addUser(GatewayOptions.Admin.USER, new Password(password), new String[0]);
        HashLoginService login = new HashLoginService(REALM);
        login.setUserStore(users);
        SecurityHandler.PathMapped guard = new SecurityHandler.PathMapped();
        guard.setLoginService(login);
        guard.setAuthenticator(new Basic());
        guard.put(METRICS, Constraint.ANY_USER);
        guard.put(NODES, Constraint.ANY_USER);
        return guard;
    }

    /** Jetty's fails where credentials are no base64: that is 401 too. */
    private static final class Basic extends BasicAuthenticator {

        @Override
        public AuthenticationState validateRequest(Request request, Response response, Callback callback)
                throws ServerAuthException {
            try {
                return super.validateRequest(request, response, callback);
            } catch (IllegalArgumentException e) {
                response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"" + REALM + "\"");
                return AuthenticationState.writeError(request, response, callback, HttpStatus.UNAUTHORIZED_401);
            }
        }
    }

    /** A page of another site could make its own name point to this port, and act as the person who reads it. */
    private static final class ByAnAddress extends HttpFilter {

        private static final long serialVersionUID = 1;
        private static final Pattern NO_NAME = Pattern.compile("(?i)localhost|[0-9.]+|\\[[0-9a-f:.]+]");

        ByAnAddress() {}

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (NO_NAME.matcher(request.getServerName()).matches()) {
                chain.doFilter(request, response);
            } else {
                response.sendError(
                        HttpServletResponse.SC_FORBIDDEN,
                        "Ask for localhost or an address, or set --admin-password-file.");
            }
        }
    }

    private static final class Text extends HttpServlet {

        private static final long serialVersionUID = 1;

        private final String type;
        private final transient Supplier<String> text;

        Text(String type, Supplier<String> text) {
            this.type = type;
            this.text = text;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
            response.setContentType(type);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}
