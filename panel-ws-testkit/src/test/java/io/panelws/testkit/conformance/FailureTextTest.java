package io.panelws.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody reads whose panel fails, to the letter, but for ports and nonces. */
class FailureTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P-3/wrong-token",
                "P-8/unsolicited",
                "P-10/etag-spelling",
                "bad-input/method",
                "bad-input/too-large",
                "P-2/upgrade-path"
            })
    void saysRuleRequirementExpectedSeenAndHowItCame(String id) throws IOException {
        try (BarePanel panel = new BarePanel(Breaches.all().get(id).get())) {
            CaseResult result = new Conformance(panel.options())
                    .run(Profile.PROTOCOL.cases(List.of(id)).get(0));

            assertThat(normal(FailureText.of(result))).isEqualTo(golden(id));
        }
    }

    @Test
    void describesFailuresOnly() {
        ConformanceCase first = Conformance.cases().get(0);
        CaseResult passed = new CaseResult(first, new Verdict.Passed(), List.of(), Duration.ZERO);
        assertThatIllegalArgumentException().isThrownBy(() -> FailureText.of(passed));
    }

    static String normal(String text) {
        return text.replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:PORT")
                .replaceAll("(Sec-WebSocket-(Key|Accept)): \\S+", "$1: NONCE");
    }

    private static String golden(String id) throws IOException {
        try (InputStream file = FailureTextTest.class.getResourceAsStream(id.replace('/', '_') + ".txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
