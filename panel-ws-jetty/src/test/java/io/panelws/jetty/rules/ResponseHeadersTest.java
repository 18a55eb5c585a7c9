package io.panelws.jetty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseHeadersTest {

    private static Map<String, List<String>> of(String... namesAndValues) {
        java.util.ArrayList<HeaderField> fields = new java.util.ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new HeaderField(namesAndValues[i], namesAndValues[i + 1]));
        }
        return ResponseHeaders.of(200, fields);
    }

    @ParameterizedTest
    @CsvSource({
        "etag, ETag",
        "Etag, ETag",
        "ETAG, ETag",
        "content-type, Content-Type",
        "www-authenticate, WWW-Authenticate",
        "content-md5, Content-MD5",
        "x-mine, x-mine",
        "X-MINE, X-MINE",
    })
    void writesRegisteredNamesInTheirSpelling(String servlets, String nodes) {
        assertThat(of(servlets, "1")).containsOnlyKeys(nodes);
    }

    @Test
    void joinsTheValuesOfEqualNames() {
        assertThat(of("x-a", "1", "B", "2", "X-A", "")).isEqualTo(Map.of("x-a", List.of("1", ""), "B", List.of("2")));
    }

    @Test
    void dropsWhatBelongsToOneHop() {
        assertThat(of(
                        "Connection",
                        "close, X-Hop",
                        "x-hop",
                        "1",
                        "Keep-Alive",
                        "1",
                        "Transfer-Encoding",
                        "chunked",
                        "Upgrade",
                        "h2c",
                        "Trailer",
                        "X",
                        "TE",
                        "x",
                        "Date",
                        "now",
                        "Server",
                        "Jetty"))
                .isEmpty();
    }

    @Test
    void keepsTheLengthButOf204() {
        List<HeaderField> length = List.of(new HeaderField("Content-Length", "5"));
        assertThat(ResponseHeaders.of(200, length)).containsKey("Content-Length");
        assertThat(ResponseHeaders.of(304, length)).containsKey("Content-Length");
        assertThat(ResponseHeaders.of(204, length)).isEmpty();
    }

    @Test
    void readsBytesAsUtf8WhereTheyAre() {
        assertThat(of("X", "Ã©ä¸\u00ad")).containsEntry("X", List.of("é中"));
        assertThat(of("X", "caf\u00e9")).containsEntry("X", List.of("caf\u00e9"));
    }

    @Test
    void sendsNothingThatHttpCouldNot() {
        assertThat(of("X", "a中b")).containsEntry("X", List.of("a b"));
        assertThat(of("X", "a\r\nEvil: 1")).containsEntry("X", List.of("a  Evil: 1"));
        assertThat(of("X:\r", "1")).containsOnlyKeys("X..");
        assertThat(of("X", " \t a\tb\u0000 ")).containsEntry("X", List.of("a\tb"));
    }

    @Test
    void allowsNoBodyWhereHttpAllowsNone() {
        assertThat(ResponseHeaders.allowBody("GET", 200)).isTrue();
        assertThat(ResponseHeaders.allowBody("HEAD", 200)).isFalse();
        assertThat(ResponseHeaders.allowBody("GET", 204)).isFalse();
        assertThat(ResponseHeaders.allowBody("POST", 304)).isFalse();
    }
}
