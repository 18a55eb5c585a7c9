package io.panelws.testkit.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The panel alone, over HTTP, as a panel without panel-ws answers. */
class PanelHttpTest {

    private static final SamplePanel PANEL = SamplePanel.start(SamplePanelOptions.DEFAULT);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AfterAll
    static void close() {
        PANEL.close();
    }

    @ParameterizedTest(name = "?{0} answers {1}")
    @CsvSource({
        "token=wrong&node_type=vless&node_id=1,403,The token is wrong.",
        "node_type=vless&node_id=1,403,The token is wrong.",
        "token=secret&node_type=vless,400,The query has no node_id.",
        "token=secret&node_id=1,400,The query has no node_type.",
        "token=secret&node_type=vless&node_id=x,400,The node_id is not a number of at most nine digits.",
    })
    void wantsATokenAndANode(String query, int status, String message) throws Exception {
        HttpResponse<String> response = get("config?" + query, "x");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("{\"message\":\"" + message + "\"}");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void namesTheMethodThatACallHas() throws Exception {
        HttpResponse<String> response = get("push?token=secret&node_type=vless&node_id=1", "x");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
    }

    @ParameterizedTest(name = "If-None-Match: {0} answers {1}")
    @CsvSource(
            quoteCharacter = '\'',
            value = {"'',200", "\"other\",200", "*,304", "TAG,304", "W/TAG,304", "'\"other\" , TAG',304"})
    void comparesEntityTags(String condition, int status) throws Exception {
        String config = "config?token=secret&node_type=vless&node_id=1";
        String etag = get(config, "x").headers().firstValue("ETag").orElseThrow();
        assertThat(etag).matches("\"[0-9a-f]{32}\"");
        assertThat(get(config, condition.replace("TAG", etag)).statusCode()).isEqualTo(status);
    }

    private static HttpResponse<String> get(String call, String ifNoneMatch) throws Exception {
        URI url = PANEL.httpUrl().resolve("/api/v1/server/UniProxy/" + call);
        return HTTP.send(
                HttpRequest.newBuilder(url).header("If-None-Match", ifNoneMatch).build(), BodyHandlers.ofString());
    }
}
