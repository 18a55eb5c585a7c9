package io.panelws.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.panelws.testkit.bench.BenchResult;
import io.panelws.testkit.bench.Results;
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
class BenchReportsTest {

    private static final Pattern SVG = Pattern.compile("(?s)<svg.*?</svg>");

    @Test
    void theTextShowsBothTransportsAndTheirRatio() {
        assertThat(BenchText.of(Results.usual()).lines().map(String::strip).toList())
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
        shape("", JsonParser.parseString(BenchJson.of(Results.usual())), shape);
        StringBuilder lines = new StringBuilder();
        shape.forEach(
                (path, type) -> lines.append(path).append(' ').append(type).append('\n'));
        try (InputStream golden = getClass().getResourceAsStream("bench-shape.txt")) {
            assertThat(lines.toString())
                    .isEqualToNormalizingNewlines(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theJsonHasNullForWhatThereIsNot() {
        String json = BenchJson.of(Results.of(Results.round(1, Transport.HTTP, 0)));
        assertThat(json).contains("\"p99\": null").doesNotContain("NaN");
    }

    @Test
    void thePageLoadsNothingFromAnywhere() {
        String html = BenchHtml.of(Results.usual());
        assertThat(html)
                .contains("default-src 'none'")
                .doesNotContain("<script", "<img", "<iframe", "@import", "url(", "src=")
                .doesNotContainPattern("href=\"(?!#|data:,)");
    }

    @Test
    void thePageHasTwoWellFormedPlotsForEachOfTwoWidths() throws Exception {
        String page = BenchHtml.of(Results.usual());
        assertThat(SVG.matcher(page).results().count()).isEqualTo(4);
        for (String svg :
                SVG.matcher(page).results().map(found -> found.group()).toList()) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
            assertThat(svg)
                    .contains("class=\"websocket\"", "class=\"http\"", "<title id=", "<desc id=")
                    .doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void thePageBeginsWithTheVerdict() {
        assertThat(BenchHtml.of(Results.usual()))
                .contains(
                        "<h1>3 requests failed; over WebSocket the 99th percentile of the latencies was 2.00 times that"
                                + " over HTTP (2.00 to 2.00)</h1>");
        assertThat(new BenchSummary(Results.closedLoop()).verdict())
                .isEqualTo("WebSocket answered 1.50 times as many requests a second as HTTP (1.50 to 1.50)");
    }

    @Test
    void aBenchThatWasCutShortSaysSoAndHasNoRatioOfTheRoundThatWas() {
        BenchResult result =
                Results.of(Results.round(1, Transport.WEBSOCKET, 100), Results.cutShort(2, Transport.HTTP, 50));
        assertThat(result.isCutShort()).isTrue();
        assertThat(BenchHtml.of(result))
                .contains("<h1>Nothing to compare: interrupted in round 2 of 2</h1>", "2, cut short");
        assertThat(BenchText.of(result)).contains("Interrupted in round 2 of 2", "none");
        assertThat(BenchJson.of(result)).contains("\"cutShort\": true", "\"requestsPerSecond\": null");
        assertThat(new BenchSummary(Results.of(Results.round(1, Transport.WEBSOCKET, 100))).verdict())
                .isEqualTo("nothing to compare: interrupted after round 1 of 2");
    }

    @Test
    void everyTableHasHeaderCellsWithAScope() {
        assertThat(BenchHtml.of(Results.usual()))
                .contains(
                        "<th scope=\"col\">WebSocket</th>",
                        "<th scope=\"row\">p99</th>",
                        "<th scope=\"row\">system</th>")
                .doesNotContain("<th>")
                .contains("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Figures\">");
    }

    @Test
    void thePageShowsWhatIsInTheTexts() {
        assertThat(BenchHtml.of(Results.usual()))
                .contains("Linux 6 &lt;amd64&gt;", "2 x A &amp; B", "2 x status 503, 1 x timed out", "Then it pushes");
    }

    @Test
    void aRunWithoutAnyAnswerIsReportedToo() {
        BenchResult nothing = Results.of(
                Results.round(1, Transport.WEBSOCKET, 0, Map.of("unreachable", 5L)),
                Results.round(2, Transport.HTTP, 0));
        assertThat(BenchHtml.of(nothing)).contains("5 x unreachable").doesNotContain("NaN", "Infinity");
        assertThat(BenchText.of(nothing)).contains("Errors over websocket: 5 x unreachable");
    }

    @Test
    void noReportHoldsTheToken() {
        BenchResult result = Results.usual();
        assertThat(BenchText.of(result) + BenchJson.of(result) + BenchHtml.of(result) + result)
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
