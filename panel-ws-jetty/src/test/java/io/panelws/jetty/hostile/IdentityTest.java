package io.panelws.jetty.hostile;

import static io.panelws.jetty.hostile.Mirror.get;
import static io.panelws.jetty.hostile.Mirror.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.jetty.testing.TestPanel;
import io.panelws.jetty.testing.WsClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a node is, and where it comes from, is what its handshake has said; no message says otherwise. */
class IdentityTest {

    private static final String NODE = "/?node_id=1&node_type=vless&token=t";

    private final Mirror mirror = new Mirror();
    private final TestPanel panel = new TestPanel().servlet("/*", mirror.servlet());

    @AfterEach
    void stop() {
        panel.close();
    }

    private static String body(WsResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String answer(WsClient node, WsRequest request) {
        WsResponse response = node.exchange(request);
        assertThat(response.status()).isEqualTo(200);
        return body(response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?node_id=2",
                "?%6eode_id=2",
                "?%6Eode%5Fid=2",
                "?node%5fid",
                "?a=1&node_id=2",
                "?&&node_id=2",
                "?node_id=2&node_id=3",
                "?node_id",
                "?node_id=",
                "?node_id=1",
                "?token=x",
                "?node_type=x",
                "?a=1;node_id=2",
                "?a=1;&node_id=2",
                "?;node_id=2",
                ";node_id=2",
                ";?node_id=2",
                "?NODE_ID=2",
                "?+node_id=2",
                "?node_id+=2",
                "?node_id[]=2",
                "?node_id.x=2",
                "?node_id%00=2",
                "?%00node_id=2",
                "?%6eode_id%3d2",
                "?%26node_id=2",
                "?a=%26node_id=2",
                "?a=%0anode_id=2",
                "?node_id%=2",
                "?node_id%zz=2",
                "?%zz%6eode_id=2",
                "?%2=1&node_id=2",
                "?node_id%c0=2",
                "?%c1%aeode_id=2",
                "?\uff4eode_id=2",
                "?node\u005fid=2",
                "?n\u200bode_id=2",
                "?a=1?node_id=2",
                "??node_id=2",
                "%3fnode_id=2",
                "%3Fnode_id=2?a=1"
            })
    void noMessageSetsTheIdentityAgain(String suffix) {
        WsClient node = panel.start().connect(NODE);
        WsResponse response = node.exchange(get("/x" + suffix));
        assertThat(response.status()).isIn(200, 400);
        if (response.status() == 200) {
            assertThat(body(response))
                    .contains("parameter node_id[1]", "parameter node_type[vless]", "parameter token[t]");
        }
    }

    @Test
    void aFormsFieldsComeBehindTheIdentityAsTheyDoOverHttp() throws Exception {
        WsClient node = panel.start().connect(NODE);
        String form = "node_id=2&a=3";
        String type = "application/x-www-form-urlencoded";
        String overWebSocket = answer(node, request("POST", "/x", form, "Content-Type", type));
        assertThat(overWebSocket).contains("parameter node_id[1, 2]", "parameter a[3]");
        assertThat(panel.http(
                        "POST /x" + NODE.substring(1) + " HTTP/1.1",
                        form.getBytes(StandardCharsets.US_ASCII),
                        "Content-Type: " + type))
                .contains("parameter node_id[1, 2]", "parameter a[3]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "x-forwarded-for",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Forwarded-Prefix",
                "X-Forwarded-Anything",
                "Forwarded",
                "X-Real-IP",
                "x-real-ip",
                "CF-Connecting-IP",
                "True-Client-IP",
                "X-Client-IP",
                "Via",
                "Host",
                "Proxy-Authorization",
                "Proxy-Connection",
                "Client-Cert",
                "X-Original-URL",
                "X-Rewrite-URL"
            })
    void noMessageSpeaksForAProxy(String name) {
        WsClient node =
                WsClient.connect(panel.start().url(NODE), "X-Real-IP", "203.0.113.7", "X-Forwarded-For", "203.0.113.7");
        String seen = answer(node, get("/x", name, "192.0.2.66, evil.example"));
        assertThat(seen)
                .doesNotContain("192.0.2.66", "evil.example")
                .contains("header x-real-ip[203.0.113.7]", "header x-forwarded-for[203.0.113.7]")
                .contains(
                        "header host[127.0.0.1:" + panel.port() + "]",
                        "server http 127.0.0.1 false",
                        "remote 127.0.0.1");
    }

    @Test
    void theAddressThatAProxyVouchesForStays() {
        panel.server()
                .getConnectors()[0]
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .addCustomizer(new ForwardedRequestCustomizer());
        WsClient node = WsClient.connect(
                panel.start().url(NODE),
                "X-Forwarded-For",
                "203.0.113.7",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "panel.example");
        String[] spoofed = {
            "X-Forwarded-For", "192.0.2.66",
            "X-Forwarded-Proto", "http",
            "X-Forwarded-Host", "evil.example",
            "Forwarded", "for=192.0.2.66;proto=http;host=evil.example"
        };
        assertThat(answer(node, get("/x", spoofed)))
                .contains("server https panel.example true", "remote 203.0.113.7")
                .doesNotContain("evil.example", "192.0.2.66");
    }

    @Test
    void noMessageReachesAnotherVirtualHost() {
        Mirror other = new Mirror();
        panel.configure(context -> {
            ServletContextHandler admin = new ServletContextHandler("/");
            admin.setVirtualHosts(List.of("admin.example"));
            admin.addServlet(new ServletHolder(other.servlet()), "/*");
            context.setVirtualHosts(List.of("127.0.0.1"));
            panel.server().setHandler(new ContextHandlerCollection(context, admin));
        });
        WsClient node = panel.start().connect(NODE);
        assertThat(answer(node, get("/x", "Host", "admin.example"))).contains("server http 127.0.0.1");
        assertThat(node.exchange(get("http://admin.example/x")).status()).isEqualTo(400);
        assertThat(node.exchange(get("//admin.example/x")).status()).isEqualTo(400);
        assertThat(other.seen).isEmpty();
    }

    @Test
    void credentialsOfTheHandshakeStandInWhereTheMessageHasNone() {
        WsClient node = WsClient.connect(panel.start().url(NODE), "Authorization", "Bearer h", "Cookie", "a=h");
        assertThat(answer(node, get("/x"))).contains("header authorization[Bearer h]", "header cookie[a=h]");
        assertThat(answer(node, get("/x", "authorization", "Bearer m", "COOKIE", "a=m")))
                .contains("header authorization[Bearer m]", "header cookie[a=m]")
                .doesNotContain("Bearer h", "a=h");
        assertThat(answer(node, get("/x", "Authorization", "")))
                .contains("header authorization[]")
                .doesNotContain("Bearer h");
    }

    @Test
    void aTraceOfTheHandshakeGoesOnWhereTheMessageHasNone() {
        String ofTheHandshake = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        String ofTheMessage = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        WsClient node = WsClient.connect(panel.start().url(NODE), "traceparent", ofTheHandshake);
        assertThat(answer(node, get("/x"))).contains("header traceparent[" + ofTheHandshake + "]");
        assertThat(answer(node, get("/x", "Traceparent", ofTheMessage)))
                .contains("header traceparent[" + ofTheMessage + "]");
    }

    @Test
    void whatOneMessageSetsIsGoneForTheNext() {
        WsClient node = panel.start().connect(NODE);
        answer(node, get("/x?a=1", "X-A", "1", "Cookie", "b=2"));
        assertThat(answer(node, get("/y"))).doesNotContain("parameter a", "x-a", "cookie", "/x");
    }
}
