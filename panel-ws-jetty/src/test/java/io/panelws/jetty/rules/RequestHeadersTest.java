package io.panelws.jetty.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadersTest {

    private final RequestHeaders rule =
            new RequestHeaders(List.of("X-Edge-Client", "X-Api-Key"), List.of("X-Client-Version", "X_Custom"));

    private List<String> merge(Map<String, List<String>> message, String... handshake) throws RuleViolation {
        return lines(rule.merge("GET", message, 0, fields(handshake)));
    }

    private static HttpFields fields(String... namesAndValues) {
        HttpFields.Mutable fields = HttpFields.build();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private static List<String> lines(HttpFields fields) {
        List<String> lines = new ArrayList<>();
        fields.forEach(field -> lines.add(field.getName() + ": " + field.getValue()));
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-edge-client", "X_EDGE_CLIENT", "X-Api-Key", "X-Api_Key", "X-Client-ID", "X_Other"})
    void takesFromTheMessageNothingThatAProxySays(String name) throws RuleViolation {
        assertThat(merge(Map.of(name, List.of("1"), "Accept", List.of("*/*")))).containsExactly("Accept: */*");
        assertThat(rule.keepsFromHandshake(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Client-Version", "x-client-version", "X_Custom", "x_custom", "X-Custom"})
    void takesFromTheMessageWhatThePanelLetsIt(String name) throws RuleViolation {
        assertThat(merge(Map.of(name, List.of("1")))).containsExactly(name + ": 1");
        assertThat(rule.keepsFromHandshake(name)).isFalse();
    }

    @Test
    void aHeaderThatThePanelLeavesToItsProxyIsNotTheMessages() throws RuleViolation {
        RequestHeaders both = new RequestHeaders(List.of("Authorization"), List.of("authorization", "Host"));
        HttpFields handshake = fields("Host", "panel", "Authorization", "proxy's");
        assertThat(lines(both.merge(
                        "GET", Map.of("Authorization", List.of("node's"), "host", List.of("evil")), 0, handshake)))
                .containsExactly("Host: panel", "Authorization: proxy's");
    }

    @Test
    void putsTheProxysHeadersAndHostOfTheHandshakeInFront() throws RuleViolation {
        assertThat(merge(
                        Map.of("X-Forwarded-For", List.of("6.6.6.6"), "Host", List.of("evil"), "A", List.of("b")),
                        "Host",
                        "panel",
                        "X-Forwarded-For",
                        "203.0.113.7"))
                .containsExactly("Host: panel", "X-Forwarded-For: 203.0.113.7", "A: b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"User-Agent", "Authorization", "Cookie", "traceparent"})
    void fallsBackToTheHandshakeWhereTheMessageHasNone(String name) throws RuleViolation {
        assertThat(merge(Map.of(), name, "handshake")).containsExactly(name + ": handshake");
        assertThat(merge(Map.of(name, List.of()), name, "handshake")).containsExactly(name + ": handshake");
        assertThat(merge(Map.of(name.toLowerCase(Locale.ROOT), List.of("message")), name, "handshake"))
                .containsExactly(name + ": message");
        assertThat(rule.keepsFromHandshake(name)).isTrue();
    }

    @Test
    void keepsNothingElseOfTheHandshake() {
        assertThat(rule.keepsFromHandshake("If-None-Match")).isFalse();
        assertThat(rule.keepsFromHandshake("Sec-WebSocket-Key")).isFalse();
        assertThat(rule.keepsFromHandshake("X-Edge-Client")).isTrue();
        assertThat(rule.keepsFromHandshake("SSL_CLIENT_VERIFY")).isTrue();
        assertThat(rule.keepsFromHandshake("host")).isTrue();
    }

    @Test
    void keepsAllValuesInTheirOrder() throws RuleViolation {
        assertThat(merge(Map.of("X-Tag", List.of("a", "", " b\t")))).containsExactly("X-Tag: a", "X-Tag: ", "X-Tag: b");
    }

    @Test
    void computesTheLengthOfTheBody() throws RuleViolation {
        HttpFields three = rule.merge("POST", Map.of("content-length", List.of("99")), 3, HttpFields.EMPTY);
        assertThat(lines(three)).containsExactly("Content-Length: 3");
        assertThat(three.getLongField(HttpHeader.CONTENT_LENGTH)).isEqualTo(3);
        assertThat(lines(rule.merge("POST", Map.of(), 0, HttpFields.EMPTY))).containsExactly("Content-Length: 0");
        assertThat(rule.merge("GET", Map.of(), 0, HttpFields.EMPTY)).isEmpty();
    }

    @Test
    void makesTheFieldsThatJettysParserWouldHaveMade() throws RuleViolation {
        Map<String, List<String>> message = Map.of("content-TYPE", List.of("text/html;charset=utf-8"));
        HttpField type = rule.merge("GET", message, 0, HttpFields.EMPTY).getField(0);
        assertThat(type).isSameAs(HttpParser.CACHE.get("Content-Type: text/html;charset=utf-8"));
        for (HttpHeader header : HttpHeader.values()) {
            assertThat(ParsedFields.of(header, "").getValue()).isEmpty();
        }
        for (String line : HttpParser.CACHE.keySet()) {
            HttpField field = HttpParser.CACHE.get(line);
            if (!line.endsWith(": ")) {
                assertThat(ParsedFields.of(field.getHeader(), field.getValue())).isSameAs(field);
            }
        }
    }

    @Test
    void givesValuesAsHttpWouldCarryThem() throws RuleViolation {
        assertThat(merge(Map.of("X-Name", List.of("é中")))).containsExactly("X-Name: Ã©ä¸\u00ad");
        assertThat(merge(Map.of("X-Name", List.of("\ud83d\ude00"))))
                .containsExactly("X-Name: \u00f0\u009f\u0098\u0080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "é", "(x)", "a\u0000", "a\ud800", "\ud83d\ude00"})
    void refusesANameThatIsNoToken(String name) {
        assertThatThrownBy(() -> merge(Map.of(name, List.of("1"))))
                .isInstanceOfSatisfying(
                        RuleViolation.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\rb", "a\u0000b", "\u0001", "\u007f"})
    void refusesAValueWithAControlCharacter(String value) {
        assertThatThrownBy(() -> merge(Map.of("Transfer-Encoding", List.of(value))))
                .isInstanceOf(RuleViolation.class)
                .hasMessageNotContaining("Evil");
    }

    @Test
    void refusesAValueWithHalfOfASurrogatePair() {
        // Not as parameters of the test: those are written into reports, which have no UTF-8 for them either.
        for (String value : List.of("a\ud800b", "\udc00", "\ud800\ud800", "\udc00\ud800", "é\ud83d", "Bearer \ud800")) {
            assertThatThrownBy(() -> merge(Map.of("X-A", List.of(value))))
                    .isInstanceOfSatisfying(
                            RuleViolation.class, e -> assertThat(e.status()).isEqualTo(400));
        }
    }
}
