package io.panelws.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsResponse;
import io.panelws.jetty.testing.TestPanel;
import io.panelws.jetty.testing.WsClient;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelWsFilterTest {

    /** Answers with what it saw. */
    static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] body = request.getInputStream().readAllBytes();
            response.setHeader("etag", "\"1\"");
            response.setHeader(
                    "X-Seen", request.getMethod() + " " + request.getRequestURL() + "?" + request.getQueryString());
            response.getOutputStream().write(body);
        }
    }

    @Test
    void answersWithTheServletOfThePanel() {
        try (TestPanel panel = new TestPanel().servlet("/api/*", new Echo()).start()) {
            WsClient node = panel.connect();
            WsResponse response = node.post("/api/x", new byte[] {1, 2, 3});
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).containsExactly(1, 2, 3);
            assertThat(response.headers()).containsEntry("ETag", List.of("\"1\""));
            assertThat(response.headers().get("X-Seen").get(0))
                    .isEqualTo(
                            "POST http://127.0.0.1:" + panel.port() + "/api/x?node_id=1&node_type=vless&token=secret");
            byte[] large = new byte[5_000_000];
            assertThat(node.post("/api/x", large).body()).isEqualTo(large);
            assertThat(node.get("/other").status()).isEqualTo(404);
            assertThat(node.exchange("nonsense").status()).isEqualTo(400);
        }
    }
}
