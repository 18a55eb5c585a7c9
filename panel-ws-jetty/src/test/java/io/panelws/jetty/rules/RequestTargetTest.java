package io.panelws.jetty.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    private static final String HANDSHAKE = "node_id=1&node_type=vless&token=s%20t";

    @ParameterizedTest
    @CsvSource({
        "/, /, /",
        "/api/v1/config, /api/v1/config, /api/v1/config",
        "/p/中文, /p/%E4%B8%AD%E6%96%87, /p/中文",
        "/p/%E4%B8%AD, /p/%E4%B8%AD, /p/中",
        "/a b, /a%20b, /a b",
        "/a;v=1/b, /a;v=1/b, /a/b",
        "/a/, /a/, /a/",
        "/..a/.b/c.., /..a/.b/c.., /..a/.b/c..",
        "/a;x=%zz/b;%E4, /a;x=%zz/b;%E4, /a/b",
        "/a%C2%85, /a%C2%85, /a\u0085",
    })
    void keepsEscapesAndEncodesWhatIsRaw(String message, String path, String decoded) throws RuleViolation {
        RequestTarget target = RequestTarget.of(message, "");
        assertThat(target.path()).isEqualTo(path);
        assertThat(target.decodedPath()).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api",
                "//host/api",
                "http://host/api",
                "*",
                "host:80",
                "/a#b",
                "/a\\b",
                "/a\r\nX: y",
                "/a\u0000",
                "/a\u007f",
                "/a\u0085",
                "/a?b=c\nd",
                "/..",
                "/a/../b",
                "/a/./b",
                "/a/%2e%2E/b",
                "/a/%2e./b",
                "/a/..%2Fb",
                "/a%2f%2e%2e%2fb",
                "/a/x%2f..",
                "/a/.;x/b",
                "/a/..;x=y/b",
                "/%5c..%5c",
                "/%00",
                "/%0d%0a",
                "/%",
                "/%4",
                "/%zz",
                "/%ff",
                "/%c0%ae%c0%ae/b"
            })
    void refusesWhatNoPathMayBe(String message) {
        assertThatThrownBy(() -> RequestTarget.of(message, HANDSHAKE))
                .isInstanceOfSatisfying(
                        RuleViolation.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void putsTheQueryOfTheHandshakeFirst() throws RuleViolation {
        assertThat(RequestTarget.of("/a?x=1&y", HANDSHAKE).query()).isEqualTo(HANDSHAKE + "&x=1&y");
        assertThat(RequestTarget.of("/a", HANDSHAKE).query()).isEqualTo(HANDSHAKE);
        assertThat(RequestTarget.of("/a?x=?", "").query()).isEqualTo("x=?");
        assertThat(RequestTarget.of("/a?x=c:\\\\d", "").query()).isEqualTo("x=c:\\\\d");
        assertThat(RequestTarget.of("/a?", "").query()).isEmpty();
        assertThat(RequestTarget.of("/a?x=<中>", "").query()).isEqualTo("x=<%E4%B8%AD>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"node_id=2", "x=1&node_id=2", "node_id", "node%5Fid=2", "%6eode_id=2", "token=other", "token"})
    void refusesASecondIdentity(String query) {
        assertThatThrownBy(() -> RequestTarget.of("/a?" + query, HANDSHAKE))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("has set already");
    }

    @Test
    void takesPlusInAParameterNameForASpace() {
        assertThatThrownBy(() -> RequestTarget.of("/?a+b=2", "a%20b=1")).isInstanceOf(RuleViolation.class);
    }

    @Test
    void refusesAPathThatIsLongerThanARequestOverHttpMayBe() throws RuleViolation {
        String query = "/?" + "a&".repeat((16 << 10) / 2 - 1);
        assertThat(RequestTarget.of(query, HANDSHAKE).query()).hasSizeGreaterThan(16_000);
        assertThatThrownBy(() -> RequestTarget.of(query + "&", HANDSHAKE))
                .isInstanceOfSatisfying(
                        RuleViolation.class, e -> assertThat(e.status()).isEqualTo(414));
    }

    @Test
    void showsNoQuery() throws RuleViolation {
        assertThat(RequestTarget.of("/a", HANDSHAKE)).hasToString("/a");
    }
}
