package io.panelws.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.panelws.testkit.node.Transport;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** The same made-up result as text, JSON and page. */
class ReportsTest {

    private static final Pattern SVG = Pattern.compile("(?s)<svg.*?</svg>");

    @Test
    void theTextShowsBothTransportsAndTheirRatio() {
        assertThat(TextReport.of(Results.usual()).lines().map(String::strip).toList())
                .contains("wss://panel.example:8443/ws, 2 nodes, open loop, 100 requests/s")
                .anySatisfy(
                        line -> assertThat(line).matches("requests/s +100 +50\\.0 +2\\.000 \\(2\\.000 to 2\\.000\\)"))
                .anySatisfy(line -> assertThat(line).matches("p50 +500\\.\\d{3} ms +250\\.\\d{3} ms +2\\.\\d{3} .*"))
                .anySatisfy(line -> assertThat(line).matches("errors +0 +3"))
                .contains("Errors over http: 2 x status 503, 1 x timed out");
    }

    @Test
    void theJsonHasTheShapeThatScriptsRelyOn() throws Exception {
        Map<String, String> shape = new TreeMap<>();
        shape("", JsonParser.parseString(JsonReport.of(Results.usual())), shape);
        StringBuilder lines = new StringBuilder();
        shape.forEach(
                (path, type) -> lines.append(path).append(' ').append(type).append('\n'));
        try (InputStream golden = getClass().getResourceAsStream("report-shape.txt")) {
            assertThat(lines.toString())
                    .isEqualToNormalizingNewlines(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theJsonHasNullForWhatThereIsNot() {
        String json = JsonReport.of(Results.of(Results.round(1, Transport.HTTP, 0)));
        assertThat(json).contains("\"p99\": null").doesNotContain("NaN");
    }

    @Test
    void thePageLoadsNothingFromAnywhere() {
        assertThat(HtmlReport.of(Results.usual()))
                .doesNotContain("<script", "<link", "<img", "<iframe", "@import", "url(", "src=", "href=", "{{");
    }

    @Test
    void thePageHasTwoWellFormedPlots() throws Exception {
        String page = HtmlReport.of(Results.usual());
        assertThat(SVG.matcher(page).results().count()).isEqualTo(2);
        for (String svg :
                SVG.matcher(page).results().map(found -> found.group()).toList()) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
            assertThat(svg).contains("class=\"websocket\"", "class=\"http\"").doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void thePageShowsWhatIsInTheTexts() {
        assertThat(HtmlReport.of(Results.usual()))
                .contains("Linux 6 &lt;amd64&gt;", "2 x A &amp; B", "2 x status 503, 1 x timed out", "Then it pushes");
    }

    @Test
    void aRunWithoutAnyAnswerIsReportedToo() {
        BenchResult nothing = Results.of(
                Results.round(1, Transport.WEBSOCKET, 0, Map.of("unreachable", 5L)),
                Results.round(2, Transport.HTTP, 0));
        assertThat(HtmlReport.of(nothing)).contains("5 x unreachable").doesNotContain("NaN", "Infinity");
        assertThat(TextReport.of(nothing)).contains("Errors over websocket: 5 x unreachable");
    }

    @Test
    void noReportHoldsTheToken() {
        BenchResult result = Results.usual();
        assertThat(TextReport.of(result) + JsonReport.of(result) + HtmlReport.of(result) + result)
                .doesNotContain(Results.TOKEN);
    }

    private static void shape(String path, JsonElement element, Map<String, String> shape) {
        if (element.isJsonObject()) {
            element.getAsJsonObject().asMap().forEach((name, value) -> shape(path + "/" + name, value, shape));
        } else if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(value -> shape(path + "[]", value, shape));
        } else {
            var primitive = element.getAsJsonPrimitive();
            shape.put(path, primitive.isNumber() ? "number" : primitive.isBoolean() ? "boolean" : "string");
        }
    }
}
