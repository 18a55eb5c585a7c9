package io.panelws.jetty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseHeadersTest {

    private static Map<String, List<String>> of(String... namesAndValues) {
        return ResponseHeaders.of(200, fields(namesAndValues), false);
    }

    private static HttpFields fields(String... namesAndValues) {
        HttpFields.Mutable fields = HttpFields.build();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new HttpField(namesAndValues[i], namesAndValues[i + 1]));
        }
        return fields;
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
    void dropsWhatBelongsToOneHopHoweverItWasSet() {
        HttpFields.Mutable fields = HttpFields.build();
        fields.add(new HttpField(null, "keep-ALIVE", "1"));
        fields.add(new HttpField(HttpHeader.SERVER, "server", "Jetty"));
        fields.add("Connection", "X-A");
        fields.add("Connection", "x-b , X-C");
        fields.add("X-a", "1").add("X-B", "2").add("x-c", "3").add("X-D", "4");
        assertThat(ResponseHeaders.of(200, fields, false)).isEqualTo(Map.of("X-D", List.of("4")));
    }

    @Test
    void keepsTheLengthButOf204() {
        HttpFields length = fields("Content-Length", "5");
        assertThat(ResponseHeaders.of(200, length, false)).containsEntry("Content-Length", List.of("5"));
        assertThat(ResponseHeaders.of(304, length, false)).containsKey("Content-Length");
        assertThat(ResponseHeaders.of(204, length, false)).isEmpty();
    }

    @Test
    void namesTheLengthOnceAndWhereThereIsOne() {
        assertThat(of("content-length", "-5", "A", "1", "CONTENT-LENGTH", "5", "Content-Length", "6"))
                .isEqualTo(Map.of("A", List.of("1"), "Content-Length", List.of("5")));
        assertThat(of("Content-Length", "5", "Transfer-Encoding", "gzip, chunked"))
                .isEmpty();
        assertThat(ResponseHeaders.of(200, fields("Content-Length", "5"), true)).isEmpty();
    }

    @Test
    void givesEachNameOnceInTheOrderOfTheirFirstAppearance() {
        List<String> seen = new ArrayList<>();
        ResponseHeaders.forEach(
                200,
                fields("B", "1", "etag", "x", "b", "2", "X:", "3", "ETag", "y", "x.", "4", "B", "5"),
                false,
                (name, values) -> seen.add(name + "=" + values));
        assertThat(seen).containsExactly("B=[1, 2, 5]", "ETag=[x, y]", "X.=[3, 4]");
    }

    @Test
    void spellsWhatJettyKnowsAsItIsRegistered() {
        for (HttpHeader header : HttpHeader.values()) {
            if (FieldNames.registeredNames().contains(header.asString())
                    && !of(header.asString(), "1").isEmpty()) {
                HttpField servlets = new HttpField(header, header.lowerCaseName(), "1");
                assertThat(ResponseHeaders.of(200, HttpFields.from(servlets), false))
                        .containsOnlyKeys(header.asString());
            }
            // Wherever Jetty's spelling is another one than the registry's, the registry's is written.
            assertThat(FieldNames.registered(header.asString())).isEqualToIgnoringCase(header.asString());
        }
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
