package io.panelws.jetty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Whatever a message says, what passes the rules is fit for a request; the profile {@code fuzz} searches for more. */
class RulesFuzzTest {

    private static final String HANDSHAKE = "node_id=1&node_type=vless&token=secret";

    @FuzzTest(maxDuration = "5m")
    void pathsAndQueries(byte[] bytes) {
        try {
            RequestTarget target = RequestTarget.of(new String(bytes, StandardCharsets.UTF_8), HANDSHAKE);
            assertThat(target.path()).startsWith("/").doesNotStartWith("//").matches("[!-~]+");
            assertThat(target.query()).startsWith(HANDSHAKE).matches("[!-~]+");
            assertThat((target.decodedPath() + "/").split("/", -1)).doesNotContain("..", ".");
            assertThat(QueryParameters.of(target.query()))
                    .filteredOn(parameter -> parameter.name().equals("node_id"))
                    .hasSize(1);
        } catch (RuleViolation e) {
            assertThat(e.status()).isBetween(400, 499);
        }
    }

    @FuzzTest(maxDuration = "5m")
    void headers(byte[] bytes) {
        String[] nameAndValue = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
        Map<String, List<String>> message = Map.of(nameAndValue[0], List.of(nameAndValue[nameAndValue.length - 1]));
        try {
            for (HeaderField field : new RequestHeaders(List.of()).merge("GET", message, 0, List.of())) {
                assertThat(field.name()).matches("[!-~]+").doesNotContain(":");
                assertThat(field.value().chars()).allMatch(c -> c == '\t' || c >= ' ' && c != 0x7F && c <= 0xFF);
                assertThat(field.name().toLowerCase(java.util.Locale.ROOT))
                        .isNotIn("host", "content-length", "transfer-encoding", "x-forwarded-for", "connection");
            }
        } catch (RuleViolation e) {
            assertThat(e.status()).isEqualTo(400);
        }
    }
}
