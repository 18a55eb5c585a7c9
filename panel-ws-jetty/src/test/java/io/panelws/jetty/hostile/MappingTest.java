package io.panelws.jetty.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsResponse;
import io.panelws.jetty.Dispatch;
import io.panelws.jetty.testing.TestPanel;
import io.panelws.jetty.testing.WsClient;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.junit.jupiter.api.Test;

/** A filter that is mapped to {@code /api/*}: no message reaches anything else, however its path is written. */
class MappingTest {

    private static final List<String> PATHS = List.of(
            "/admin",
            "/api/../admin",
            "/api/x/../../admin",
            "/api/%2e%2e/admin",
            "/api/%2E./admin",
            "/api/.%2e/admin",
            "/api/..;/admin",
            "/api/..;a=b/admin",
            "/api/%2e%2e;/admin",
            "/api/..%3b/admin",
            "/api/..%2fadmin",
            "/api/..%2Fadmin",
            "/api/%2e%2e%2fadmin",
            "/api%2f..%2fadmin",
            "/api%2f%2e%2e%2fadmin",
            "/api;/../admin",
            "/api;a=b/../admin",
            "/;/api/../admin",
            "/;api/admin",
            "/;/admin",
            "/%3bapi/x",
            "/./admin",
            "/.;/admin",
            "/api/./../admin",
            "/API/x",
            "/Api/x",
            "/apix",
            "/api.x",
            "/api%20/x",
            "/api /x",
            "/ api/x",
            "/api%09/x",
            "/api//x",
            "/api//../admin",
            "/api///admin",
            "/api/%252e%252e/admin",
            "/api/%25%32%65%25%32%65/admin",
            "/api/..%5cadmin",
            "/api%5c..%5cadmin",
            "/api/..%00/admin",
            "/api%00/../admin",
            "/admin%00/api/x",
            "/api/..%c0%af/admin",
            "/api/%c0%ae%c0%ae/admin",
            "/api/\uff0e\uff0e/admin",
            "/api/%ef%bc%8e%ef%bc%8e/admin",
            "/api/\u2024\u2024/admin",
            "/api/%u002e%u002e/admin",
            "/api?/../admin",
            "/api/x?/../../admin",
            "/api%3f/../admin",
            "/api%23/../admin",
            "/admin?/api/x",
            "/admin;/api/x",
            "/admin%3b/api/x",
            "/admin%2fapi/x",
            "/admin%2f..%2fapi/x",
            "/admin/%2e%2e/api/x",
            "/admin/..;/api/x",
            "/api/x/%2e%2e%2f%2e%2e%2fadmin",
            "/api/WEB-INF/web.xml",
            "/api/../WEB-INF/web.xml",
            "/WEB-INF/web.xml",
            "/api;jsessionid=x",
            "/%61pi/x",
            "/ap%69;a/x",
            "/api/x;a=/../../admin",
            "/api/x;a=%2f..%2f..%2fadmin",
            "/api/.../admin",
            "/api/..a/admin");

    private final Mirror api = new Mirror();
    private final Mirror admin = new Mirror();

    private TestPanel panel() {
        return new TestPanel()
                .mapping("/api/*")
                .servlet("/api/*", api.servlet())
                .servlet("/*", admin.servlet());
    }

    private void assertOnlyTheApiIsReached(TestPanel started) {
        try (started) {
            WsClient node = started.connect("/api/any?node_id=1");
            for (String path : PATHS) {
                WsResponse response = node.exchange(Mirror.get(path));
                assertThat(response.status()).as(path).isIn(200, 400, 404);
            }
            assertThat(admin.seen).isEmpty();
            assertThat(api.seen).isNotEmpty();
            for (String seen : api.seen) {
                String path = seen.lines().skip(1).findFirst().orElseThrow().substring("path ".length());
                // As strict as a servlet that opens a file by its path would need it to be.
                assertThat(Path.of(path).normalize().toString()).as(path).startsWith("/api");
            }
        }
    }

    @Test
    void noMessageReachesWhatTheFilterIsNotMappedTo() {
        assertOnlyTheApiIsReached(panel().start());
    }

    @Test
    void noMessageReachesItByForwardEither() {
        assertOnlyTheApiIsReached(
                panel().options(o -> o.dispatch(Dispatch.FORWARD)).start());
    }

    @Test
    void noMessageReachesItInAPanelThatTakesAnyUri() {
        assertOnlyTheApiIsReached(lenient(panel()).start());
    }

    @Test
    void noMessageReachesItByForwardInAPanelThatTakesAnyUri() {
        assertOnlyTheApiIsReached(
                lenient(panel().options(o -> o.dispatch(Dispatch.FORWARD))).start());
    }

    private static TestPanel lenient(TestPanel panel) {
        panel.server()
                .getConnectors()[0]
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setUriCompliance(UriCompliance.UNSAFE);
        return panel.configure(context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
    }
}
