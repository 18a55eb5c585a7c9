package io.panelws.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsResponse;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.security.ConstraintMapping;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.junit.jupiter.api.Test;

class ForwardDispatchTest {

    private final List<String> ran = new CopyOnWriteArrayList<>();

    private Filter noting(String name) {
        return (request, response, chain) -> {
            ran.add(name);
            chain.doFilter(request, response);
            ((HttpServletResponse) response).setHeader("X-After", name);
        };
    }

    private TestPanel panel() {
        return new TestPanel()
                .options(o -> o.dispatch(Dispatch.FORWARD))
                .filterInFront(noting("in front"))
                .filterBehind(noting("behind, REQUEST"), DispatcherType.REQUEST)
                .filterBehind(noting("behind, FORWARD"), DispatcherType.FORWARD);
    }

    @Test
    void runsWhatIsInFrontAndWhatIsMappedForForward() {
        try (TestPanel panel = panel().servlet("/api/*", Servlets.echo()).start()) {
            var node = panel.connect();
            ran.clear();
            WsResponse response = node.post("/api/%E4%B8%AD?x=1", new byte[] {1, 2});
            assertThat(ran).containsExactly("in front", "behind, FORWARD");
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).containsExactly(1, 2);
            assertThat(response.headers().get("X-Seen").get(0))
                    .endsWith("/api/%E4%B8%AD?node_id=1&node_type=vless&token=secret&x=1");
            // What the filter in front sets after the chain is lost: the forward has finished the response.
            assertThat(response.headers()).containsEntry("X-After", List.of("behind, FORWARD"));
        }
    }

    @Test
    void leavesPlainHttpAsItIs() throws Exception {
        try (TestPanel panel = panel().servlet("/api/*", Servlets.echo()).start()) {
            assertThat(panel.http("GET /api/x HTTP/1.1")).startsWith("HTTP/1.1 200 ");
            assertThat(ran).containsExactly("in front", "behind, REQUEST");
        }
    }

    @Test
    void showsTheTargetAForwardedRequest() {
        try (TestPanel panel = panel().contextPath("/panel")
                .servlet("/api/*", Servlets.of((request, response) -> {
                    response.getWriter()
                            .print(request.getDispatcherType() + " " + request.getRequestURI() + " "
                                    + request.getServletPath() + " " + request.getPathInfo() + " "
                                    + request.getParameter("node_id"));
                }))
                .start()) {
            WsResponse response = panel.connect("/panel/?node_id=1").get("/api/x");
            assertThat(new String(response.body())).isEqualTo("FORWARD /panel/api/x /api /x 1");
        }
    }

    @Test
    void keepsWebInfShut() {
        try (TestPanel panel = panel().servlet("/*", Servlets.echo()).start()) {
            for (String path : List.of(
                    "/WEB-INF/web.xml",
                    "/web-inf/web.xml",
                    "/WEB-INF",
                    "/%57EB-INF/web.xml",
                    "/META-INF/MANIFEST.MF",
                    "/WEB-INF;x/web.xml",
                    "/%2fWEB-INF/web.xml",
                    "/api/..;/WEB-INF/web.xml")) {
                assertThat(panel.connect().get(path).status()).as(path).isIn(400, 404);
            }
        }
    }

    @Test
    void keepsSecurityConstraints() {
        try (TestPanel panel = panel().configure(context -> {
                    ConstraintSecurityHandler security = new ConstraintSecurityHandler();
                    ConstraintMapping mapping = new ConstraintMapping();
                    mapping.setPathSpec("/api/admin/*");
                    mapping.setConstraint(Constraint.from("admin"));
                    security.addConstraintMapping(mapping);
                    security.setAuthenticator(new BasicAuthenticator());
                    HashLoginService logins = new HashLoginService("panel");
                    logins.setUserStore(new UserStore());
                    security.setLoginService(logins);
                    context.setSecurityHandler(security);
                })
                .servlet("/api/*", Servlets.echo())
                .start()) {
            WsResponse response = panel.connect().get("/api/admin/x");
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.headers()).containsKey("WWW-Authenticate");
            assertThat(panel.connect().get("/api/x").status()).isEqualTo(200);
        }
    }

    @Test
    void cannotBeAskedForByAPlainRequest() throws Exception {
        try (TestPanel panel = panel().servlet("/api/*", Servlets.of((request, response) -> response.getWriter()
                        .print(request.getDispatcherType())))
                .start()) {
            assertThat(panel.http(
                            "GET /api/x?io.panelws.jetty.message=true HTTP/1.1", "io.panelws.jetty.message: true"))
                    .endsWith("REQUEST");
        }
    }
}
