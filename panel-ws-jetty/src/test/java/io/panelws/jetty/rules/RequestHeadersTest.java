package io.panelws.jetty.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadersTest {

    private final RequestHeaders rule = new RequestHeaders(List.of("X-Edge-Client"));

    private List<HeaderField> merge(Map<String, List<String>> message, HeaderField... handshake) throws RuleViolation {
        return rule.merge("GET", message, 0, List.of(handshake));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "Connection",
                "Upgrade",
                "Sec-WebSocket-Key",
                "Transfer-Encoding",
                "TE",
                "Trailer",
                "Expect",
                "Content-Length",
                "Keep-Alive",
                "Proxy-Authorization",
                "Proxy-Connection",
                "Forwarded",
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "x-forwarded-for",
                "X-FORWARDED-HOST",
                "X-Real-IP",
                "x-edge-client"
            })
    void takesFromTheMessageNothingThatTheConnectionOrAProxySays(String name) throws RuleViolation {
        assertThat(merge(Map.of(name, List.of("1"), "Accept", List.of("*/*"))))
                .containsExactly(new HeaderField("Accept", "*/*"));
    }

    @Test
    void putsTheProxysHeadersAndHostOfTheHandshakeInFront() throws RuleViolation {
        assertThat(merge(
                        Map.of("X-Forwarded-For", List.of("6.6.6.6"), "Host", List.of("evil"), "A", List.of("b")),
                        new HeaderField("Host", "panel"),
                        new HeaderField("X-Forwarded-For", "203.0.113.7")))
                .containsExactly(
                        new HeaderField("Host", "panel"),
                        new HeaderField("X-Forwarded-For", "203.0.113.7"),
                        new HeaderField("A", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"User-Agent", "Authorization", "Cookie"})
    void fallsBackToTheHandshakeWhereTheMessageHasNone(String name) throws RuleViolation {
        HeaderField old = new HeaderField(name, "handshake");
        assertThat(merge(Map.of(), old)).containsExactly(old);
        assertThat(merge(Map.of(name.toLowerCase(java.util.Locale.ROOT), List.of("message")), old))
                .containsExactly(new HeaderField(name.toLowerCase(java.util.Locale.ROOT), "message"));
        assertThat(rule.keepsFromHandshake(name)).isTrue();
    }

    @Test
    void keepsNothingElseOfTheHandshake() {
        assertThat(rule.keepsFromHandshake("If-None-Match")).isFalse();
        assertThat(rule.keepsFromHandshake("Sec-WebSocket-Key")).isFalse();
        assertThat(rule.keepsFromHandshake("X-Edge-Client")).isTrue();
    }

    @Test
    void keepsAllValuesInTheirOrder() throws RuleViolation {
        assertThat(merge(Map.of("X-Tag", List.of("a", "", " b\t"))))
                .containsExactly(
                        new HeaderField("X-Tag", "a"), new HeaderField("X-Tag", ""), new HeaderField("X-Tag", "b"));
    }

    @Test
    void computesTheLengthOfTheBody() throws RuleViolation {
        assertThat(rule.merge("POST", Map.of("content-length", List.of("99")), 3, List.of()))
                .containsExactly(new HeaderField("Content-Length", "3"));
        assertThat(rule.merge("POST", Map.of(), 0, List.of())).containsExactly(new HeaderField("Content-Length", "0"));
        assertThat(rule.merge("GET", Map.of(), 0, List.of())).isEmpty();
    }

    @Test
    void givesValuesAsHttpWouldCarryThem() throws RuleViolation {
        assertThat(merge(Map.of("X-Name", List.of("é中")))).containsExactly(new HeaderField("X-Name", "Ã©ä¸\u00ad"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "é", "(x)", "a\u0000"})
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
}
