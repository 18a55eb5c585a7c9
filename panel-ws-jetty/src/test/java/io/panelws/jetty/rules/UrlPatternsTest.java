package io.panelws.jetty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlPatternsTest {

    @ParameterizedTest
    @CsvSource({
        "/*, /anything, true",
        "/, /anything, true",
        "/api/*, /api, true",
        "/api/*, /api/, true",
        "/api/*, /api/x/y, true",
        "/api/*, /apis, false",
        "/api/*, /, false",
        "*.json, /a/b.json, true",
        "*.json, /a/bjson, false",
        "/exact, /exact, true",
        "/exact, /exact/, false",
        "'', /, true",
        "'', /a, false",
    })
    void matchesAsTheServletSpecificationSays(String pattern, String path, boolean matches) {
        UrlPatterns patterns = new UrlPatterns(List.of("/nothing-else", pattern));
        boolean passed;
        try {
            patterns.check(path);
            passed = true;
        } catch (RuleViolation e) {
            assertThat(e.status()).isEqualTo(404);
            passed = false;
        }
        assertThat(passed).isEqualTo(matches);
    }
}
