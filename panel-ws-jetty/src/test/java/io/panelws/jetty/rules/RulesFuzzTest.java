package io.panelws.jetty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.util.MultiMap;
import org.eclipse.jetty.util.UrlEncoded;

/** Whatever a message says, what passes the rules is fit for a request; the profile {@code fuzz} searches for more. */
class RulesFuzzTest {

    private static final String HANDSHAKE = "node_id=1&node_type=vless&token=secret";

    @FuzzTest(maxDuration = "5m")
    void pathsAndQueries(byte[] bytes) {
        judge(new String(bytes, StandardCharsets.UTF_8));
        // Characters that no UTF-8 has, as some JSON readers let them pass.
        judge(new String(bytes, StandardCharsets.UTF_16BE));
        judge(StandardCharsets.ISO_8859_1
                .decode(ByteBuffer.wrap(bytes))
                .toString()
                .replace('\u00ff', '\ud800'));
    }

    private static void judge(String message) {
        try {
            HandshakeQuery handshake = HandshakeQuery.of(HANDSHAKE);
            RequestTarget target = RequestTarget.of(message, handshake);
            assertThat(target).isEqualTo(RequestTarget.judge(message, handshake));
            assertThat(target.path()).startsWith("/").doesNotStartWith("//").matches("[!-~]+");
            assertThat(target.query()).startsWith(HANDSHAKE).matches("[!-~]+");
            assertThat((target.decodedPath() + "/").split("/", -1)).doesNotContain("..", ".");
            MultiMap<String> parameters = new MultiMap<>();
            UrlEncoded.decodeUtf8To(target.query(), 0, target.query().length(), parameters::add, true, true, true);
            assertThat(parameters.get("node_id")).containsExactly("1");
        } catch (RuleViolation e) {
            assertThat(e.status()).isBetween(400, 499);
        }
    }

    @FuzzTest(maxDuration = "5m")
    void headers(byte[] bytes) {
        String[] nameAndValue = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
        Map<String, List<String>> message = Map.of(nameAndValue[0], List.of(nameAndValue[nameAndValue.length - 1]));
        try {
            for (HttpField field :
                    new RequestHeaders(List.of(), List.of()).merge("GET", message, 0, HttpFields.EMPTY)) {
                assertThat(field.getName()).matches("[!-~]+").doesNotContain(":");
                assertThat(field.getValue().chars()).allMatch(c -> c == '\t' || c >= ' ' && c != 0x7F && c <= 0xFF);
                assertThat(field.getName().toLowerCase(java.util.Locale.ROOT))
                        .isNotIn("host", "content-length", "transfer-encoding", "x-forwarded-for", "connection");
            }
        } catch (RuleViolation e) {
            assertThat(e.status()).isEqualTo(400);
        }
    }
}
