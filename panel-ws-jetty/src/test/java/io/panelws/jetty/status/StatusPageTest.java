package io.panelws.jetty.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.status.Status.NodeRow;
import io.panelws.jetty.status.Status.Refusal;
import io.panelws.jetty.status.Status.Traffic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusPageTest {

    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final Texts ENGLISH = Texts.in(Locale.ENGLISH);

    @Test
    void showsWhatANodeCallsItselfAsText() {
        String page = page(new Choice("", ""), row("1", "<script>alert(1)</script>", "\"'&\ud800\u0000", 3));
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&amp;\ufffd\ufffd")
                .doesNotContain("<script>alert");
        String json = StatusJson.of(status(), List.of(row("1", "<script>", "\"\\\n", 3)), "proof");
        assertThat(json).contains("\"type\":\"\\u003cscript>\",\"id\":\"\\\"\\\\\\u000a\"");
    }

    @Test
    void escapesWhatStandsInTheAddressBar() {
        assertThat(page(new Choice("\"><i>", "\"><b>"), row("1", "vless", "1", 3)))
                .doesNotContain("<i>")
                .doesNotContain("<b>")
                .contains("value=\"&quot;&gt;&lt;b&gt;\"");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 1 2 10",
        "node, '', 1 2 10",
        "-node, '', 10 2 1",
        "-requests, '', 2 1 10",
        "requests, '', 10 1 2",
        "nonsense, '', 1 2 10",
        "'', 'LESS 1', 1 10",
        "'', 203.0.113.2, 2",
        "'', nobody, ''"
    })
    void ordersAndFilters(String sort, String filter, String ids) {
        List<NodeRow> rows = List.of(row("1", "vless", "10", 1), row("2", "vless", "2", 9), row("3", "vless", "1", 5));
        assertThat(new Choice(sort, filter).of(rows).stream().map(NodeRow::id))
                .containsExactlyElementsOf(ids.isEmpty() ? List.of() : List.of(ids.split(" ")));
    }

    @Test
    void speaksEnglishAndChinese() {
        assertThat(page(new Choice("", ""))).contains("<html lang=\"en\">", "No node is connected.");
        assertThat(StatusPage.list(Texts.in(Locale.CHINA), status(), new Choice("", ""), "x"))
                .contains("<html lang=\"zh-CN\">", "没有已连接的节点。");
        assertThat(Texts.in(Locale.GERMAN).language()).isEqualTo("en");
    }

    @Test
    void hasATextForEverythingInBothLanguages() {
        for (Locale language : List.of(Locale.ENGLISH, Locale.CHINA)) {
            Texts texts = Texts.in(language);
            Stream.of(
                            Stream.of(Choice.Column.values()).map(Choice.Column::label),
                            status().totals().keySet().stream().map(name -> "total." + name),
                            Stream.of("ask", "expel", "expelTitle", "expelText", "forbidden", "stale", "gone", "when"))
                    .flatMap(names -> names)
                    .forEach(name -> assertThat(texts.text(name)).isNotEqualTo(name));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "999499, 999 kB",
        "999950, 1.0 MB",
        "99949, 99.9 kB",
        "99960, 100 kB"
    })
    void writesSizesShort(long bytes, String text) {
        assertThat(Texts.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void showsTheTrafficOfANode() {
        assertThat(StatusPage.traffic(
                        ENGLISH, new Traffic("vless 1", "[t]", List.of(new Traffic.UserRow(7, 1_500, 2)))))
                .contains("Live traffic of vless 1", "Tag: [t]", ">7<", "1.5 kB", "2 B");
        assertThat(StatusJson.of(new Traffic("vless 1", "", List.of(new Traffic.UserRow(7, Long.MAX_VALUE, 2)))))
                .isEqualTo("{\"node\":\"vless 1\",\"tag\":\"\",\"traffic\":["
                        + "{\"user\":7,\"upload\":9223372036854775807,\"download\":2}]}");
    }

    private static String page(Choice choice, NodeRow... rows) {
        return StatusPage.list(ENGLISH, status(rows), choice, "proof");
    }

    static Status status(NodeRow... rows) {
        Map<String, Long> totals = new LinkedHashMap<>();
        Stream.of(
                        "connections",
                        "handshakes",
                        "refused",
                        "requests",
                        "errors",
                        "active",
                        "repeated",
                        "bytesIn",
                        "bytesOut",
                        "pending")
                .forEach(name -> totals.put(name, 123_456L * name.length()));
        return new Status(
                NOW,
                totals,
                List.of(rows),
                List.of(new Refusal(
                        NOW.minusSeconds(75), "vless 9", "198.51.100.9", 403, "the panel's filter refused it")));
    }

    static NodeRow row(String key, String type, String id, long requests) {
        return new NodeRow(
                key,
                type,
                id,
                "203.0.113." + key,
                2,
                true,
                NOW.minusSeconds(90_000),
                NOW.minusSeconds(12),
                requests,
                1,
                123_456,
                99_999_999,
                2,
                1);
    }

    /** For a look at it. */
    static String sample(Locale language) {
        NodeRow[] rows = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> row("" + i, i % 3 == 0 ? "vmess" : "vless", "" + i, i * 977L))
                .toArray(NodeRow[]::new);
        return StatusPage.list(Texts.in(language), status(rows), new Choice("-requests", ""), "proof");
    }
}
