package io.panelws.jetty.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What strangers say of themselves stays within its place in the line. */
class LogTextTest {

    @Test
    void namesANode() {
        assertThat(LogText.node("vless", "1", "203.0.113.7")).isEqualTo("vless-1 (203.0.113.7)");
        assertThat(LogText.node("vless", "1", "[2001:db8::1%eth0]")).isEqualTo("vless-1 ([2001:db8::1%eth0])");
        assertThat(LogText.node("", "", "203.0.113.7")).isEqualTo("without a name (203.0.113.7)");
    }

    @Test
    void letsNobodyBeginALine() {
        assertThat(LogText.node("a\r\nINFO b\u2028", "\u001b[31m", "1\n2")).isEqualTo("a??INFO?b?-??31m (1?2)");
        assertThat(LogText.request("GE\nT", "/a\nb\u00e9 c")).isEqualTo("GE?T /a?b??c");
        assertThat(LogText.sentence("a b\r\nc\u0000")).isEqualTo("a b??c?");
        assertThat(LogText.line("a\nb")).isEqualTo("a?b");
    }

    @Test
    void letsNobodyFillALine() {
        String much = "x".repeat(100_000);
        assertThat(LogText.node(much, much, much)).hasSizeLessThan(150);
        assertThat(LogText.request(much, "/" + much)).hasSizeLessThan(210);
        assertThat(LogText.sentence(much)).hasSizeLessThan(140);
        assertThat(LogText.line(much)).hasSizeLessThan(2_010);
    }

    @Test
    void showsOfARequestNoMoreThanThePath() {
        assertThat(LogText.request("POST", "/a/b?token=x")).isEqualTo("POST /a/b");
        assertThat(LogText.request("GET", "/a;jsessionid=x/b?c")).isEqualTo("GET /a");
        assertThat(LogText.request("GET", "")).isEqualTo("GET ");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,0ms",
        "PT0.25S,250ms",
        "PT42.9S,42s",
        "PT1M,1m0s",
        "PT3M12.5S,3m12s",
        "PT5H0M59S,5h0m",
        "PT223H,9d7h"
    })
    void showsADurationInItsTwoLargestUnits(Duration duration, String text) {
        assertThat(LogText.duration(duration)).isEqualTo(text);
    }
}
