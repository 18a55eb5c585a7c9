package io.panelws.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.panelws.api.WsCodec;
import io.panelws.api.WsLimits;
import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import io.panelws.jetty.testing.WsClient;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PanelWsStatusServletTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String HTML = "text/html,application/xhtml+xml";
    private static final String JSON = "application/json";

    private TestPanel panel;
    private String allow = "false";
    private volatile String loggedIn = "";

    @BeforeEach
    void start() {
        Filter login = (request, response, chain) ->
                chain.doFilter(loggedIn.isEmpty() ? request : as(loggedIn, (HttpServletRequest) request), response);
        panel = new TestPanel()
                .filterInFront(login)
                .servlet("/config", Servlets.echo())
                .servlet("/broken", Servlets.of((request, response) -> response.setStatus(500)))
                .configure(context -> {
                    ServletHolder holder = new ServletHolder("nodes", new PanelWsStatusServlet());
                    holder.setInitParameter(PanelWsStatusServlet.ALLOW_UNAUTHENTICATED, allow);
                    holder.setAsyncSupported(true);
                    context.addServlet(holder, "/admin/nodes");
                });
    }

    @AfterEach
    void stop() {
        panel.close();
    }

    @Test
    void servesNobodyWhoIsNotLoggedIn() throws Exception {
        panel.start();
        HttpResponse<String> page = get("", HTML);
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body())
                .contains("Nobody is logged in", "allowUnauthenticated")
                .doesNotContain("<table");
        assertThat(get("", JSON).statusCode()).isEqualTo(403);
        assertThat(post("ask=1", "same-origin").statusCode()).isEqualTo(403);
    }

    @Test
    void servesEverybodyWhereThePanelSaysSo() throws Exception {
        allow = "true";
        stop();
        start();
        panel.start();
        assertThat(get("", HTML).statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotStartWithAValueThatIsNone() {
        allow = "yes";
        stop();
        start();
        assertThatThrownBy(panel::start).hasMessageContaining("allowUnauthenticated is true or false");
    }

    @Test
    void isNotThereForNodes() {
        loggedIn = "admin";
        panel.start();
        WsClient node = panel.connect();
        assertThat(node.get("/admin/nodes").status()).isEqualTo(404);
        assertThat(node.post("/admin/nodes", "expelled=1".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void showsTheNodesAndWhatTheyDo() throws Exception {
        loggedIn = "admin";
        panel.start();
        WsClient node = panel.connect();
        node.get("/config");
        node.get("/broken");
        await().until(() -> get("", JSON).body().contains("\"errors\":1"));
        assertThat(get("", HTML).body())
                .contains("<th scope=\"row\">vless 1</th>", "127.0.0.1", "1 connected")
                .doesNotContain("secret");
        HttpResponse<String> json = get("", JSON);
        assertThat(json.headers().firstValue("Content-Type")).contains("application/json;charset=utf-8");
        assertThat(json.body())
                .contains("\"connections\":1,\"handshakes\":1,\"refused\":0,\"requests\":2,\"errors\":1")
                .contains("\"type\":\"vless\",\"id\":\"1\"", "\"generation\":1", "\"requests\":2,\"errors\":1")
                .doesNotContain("secret");
    }

    @Test
    void showsANodeThatIsCalledAScriptAsText() throws Exception {
        loggedIn = "admin";
        panel.start();
        panel.connect("/?node_type=vless&node_id=%3Cscript%3Ealert(1)%3C/script%3E&token=secret");
        HttpResponse<String> page = get("", HTML);
        assertThat(page.body())
                .contains("vless &lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe");
    }

    @Test
    void showsWhoWasRefusedAndWhy() throws Exception {
        loggedIn = "admin";
        panel.options(options -> options.maxConnections(1)).start();
        panel.connect();
        assertThatThrownBy(() -> RawNode.connect(panel.port(), "node_type=vmess&node_id=77&token=secret"))
                .hasMessageContaining("503");
        assertThat(get("", JSON).body())
                .contains("\"refused\":1", "\"node\":\"vmess 77\"", "\"status\":503", "maxConnections")
                .doesNotContain("secret");
        assertThat(get("", HTML).body()).contains("vmess 77", "maxConnections");
    }

    @Test
    void speaksTheLanguageOfTheBrowser() throws Exception {
        loggedIn = "admin";
        panel.start();
        HttpResponse<String> page =
                send(request("").header("Accept", HTML).header("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8"));
        assertThat(page.body()).contains("<html lang=\"zh-CN\">", "没有已连接的节点");
    }

    @Test
    void asksANodeForItsTraffic() throws Exception {
        loggedIn = "admin";
        panel.start();
        WsClient node = panel.connect();
        node.exchange(new WsRequest(5, "GET", "/config", Map.of(), new byte[0]));
        await().until(() -> get("", JSON).body().contains("\"askable\":true"));
        String key = key(get("", JSON).body());
        var asked = HTTP.sendAsync(form("ask=" + key, "same-origin").build(), BodyHandlers.ofString());
        String question = node.text();
        Matcher id = Pattern.compile("\"id\":([0-9]+)").matcher(question);
        assertThat(id.find()).isTrue();
        node.send(new WsCodec(WsLimits.NONE)
                .encode(new WsResponse(
                        Long.parseLong(id.group(1)),
                        200,
                        Map.of("Content-Type", List.of("application/json")),
                        "{\"tag\":\"[x]\",\"traffic\":[{\"UID\":7,\"Upload\":1500,\"Download\":2}]}"
                                .getBytes(StandardCharsets.UTF_8))));
        assertThat(asked.join().body()).contains("Live traffic of vless 1", ">7<", "1.5 kB");
    }

    @Test
    void saysWhyANodeCannotBeAsked() throws Exception {
        loggedIn = "admin";
        panel.start();
        panel.connect().get("/config");
        HttpResponse<String> answer = post("ask=" + key(get("", JSON).body()), "same-origin");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("The node did not say");
    }

    @Test
    void expelsAfterAConfirmation() throws Exception {
        loggedIn = "admin";
        panel.start();
        WsClient node = panel.connect();
        node.get("/config");
        String key = key(get("", JSON).body());
        HttpResponse<String> confirmation = post("expel=" + key, "same-origin");
        assertThat(confirmation.body())
                .contains("Expel vless 1 (127.0.0.1)?", "name=\"expelled\" value=\"" + key + "\"");
        assertThat(node.isClosed()).isFalse();
        assertThat(post("expelled=" + key, "same-origin").body()).contains("was closed");
        assertThat(node.closeCode()).isEqualTo(1008);
        await().until(() -> post("expelled=" + key, "same-origin").statusCode() == 404);
    }

    @Test
    void doesNothingThatAnotherSiteAsksFor() throws Exception {
        loggedIn = "admin";
        panel.start();
        WsClient node = panel.connect();
        node.get("/config");
        String key = key(get("", JSON).body());
        assertThat(send(request("")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("expelled=" + key)))
                        .statusCode())
                .as("without the proof")
                .isEqualTo(403);
        assertThat(post("expelled=" + key, "cross-site").statusCode())
                .as("with the proof, from elsewhere")
                .isEqualTo(403);
        String proofOfAdmin = proof();
        loggedIn = "another";
        assertThat(send(request("")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "expelled=" + key + "&proof=" + proofOfAdmin)))
                        .statusCode())
                .as("with another person's proof")
                .isEqualTo(403);
        assertThat(node.isClosed()).isFalse();
        assertThat(node.get("/config").status()).isEqualTo(200);
    }

    private static String key(String json) {
        Matcher key = Pattern.compile("\"key\":\"([0-9]+)\"").matcher(json);
        assertThat(key.find()).isTrue();
        return key.group(1);
    }

    private String proof() throws Exception {
        Matcher proof =
                Pattern.compile("\"proof\":\"([^\"]+)\"").matcher(get("", JSON).body());
        return proof.find() ? proof.group(1) : "none";
    }

    private HttpResponse<String> get(String query, String accept) throws Exception {
        return send(request(query).header("Accept", accept));
    }

    private HttpResponse<String> post(String form, String site) throws Exception {
        return send(form(form, site));
    }

    private HttpRequest.Builder form(String form, String site) throws Exception {
        return request("")
                .header("Accept", HTML)
                .header("Sec-Fetch-Site", site)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        form + "&proof=" + URLEncoder.encode(proof(), StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + panel.port() + "/admin/nodes" + query));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpServletRequest as(String name, HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public Principal getUserPrincipal() {
                return () -> name;
            }
        };
    }
}
