package io.panelws.jetty.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    private static final String HANDSHAKE = "node_id=1&node_type=vless&token=s%20t";

    private static RequestTarget target(String message, String handshake) throws RuleViolation {
        return RequestTarget.of(message, HandshakeQuery.of(handshake));
    }

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
        RequestTarget target = target(message, "");
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
        assertThatThrownBy(() -> target(message, HANDSHAKE))
                .isInstanceOfSatisfying(
                        RuleViolation.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void putsTheQueryOfTheHandshakeFirst() throws RuleViolation {
        assertThat(target("/a?x=1&y", HANDSHAKE).query()).isEqualTo(HANDSHAKE + "&x=1&y");
        assertThat(target("/a", HANDSHAKE).query()).isEqualTo(HANDSHAKE);
        assertThat(target("/a?x=?", "").query()).isEqualTo("x=?");
        assertThat(target("/a?x=c:\\\\d", "").query()).isEqualTo("x=c:\\\\d");
        assertThat(target("/a?", "").query()).isEmpty();
        assertThat(target("/a?x=<中>", "").query()).isEqualTo("x=<%E4%B8%AD>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"node_id=2", "x=1&node_id=2", "node_id", "node%5Fid=2", "%6eode_id=2", "token=other", "token"})
    void refusesASecondIdentity(String query) {
        assertThatThrownBy(() -> target("/a?" + query, HANDSHAKE))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("has set already");
    }

    @Test
    void takesPlusInAParameterNameForASpace() {
        assertThatThrownBy(() -> target("/?a+b=2", "a%20b=1")).isInstanceOf(RuleViolation.class);
    }

    @Test
    void refusesAPathThatIsLongerThanARequestOverHttpMayBe() throws RuleViolation {
        String query = "/?" + "a&".repeat((16 << 10) / 2 - 1);
        assertThat(target(query, HANDSHAKE).query()).hasSizeGreaterThan(16_000);
        assertThatThrownBy(() -> target(query + "&", HANDSHAKE))
                .isInstanceOfSatisfying(
                        RuleViolation.class, e -> assertThat(e.status()).isEqualTo(414));
    }

    @Test
    void takesAPlainPathAsItIs() throws RuleViolation {
        String path = "/api/v1/server/UniProxy/config.json";
        RequestTarget target = target(path, HANDSHAKE);
        assertThat(target.path()).isSameAs(path);
        assertThat(target.decodedPath()).isSameAs(path);
        assertThat(target).isEqualTo(RequestTarget.judge(path, HandshakeQuery.of(HANDSHAKE)));
    }

    @Test
    void refusesHalfOfASurrogatePair() {
        // Not as parameters of the test: those are written into reports, which have no UTF-8 for them either.
        for (String half : List.of("\ud800", "\udbff", "\udc00", "\udfff", "\udc00\ud800", "\ud800\ud83d\ude00")) {
            for (String path : List.of(
                    "/api/x%snode_id=2&z=",
                    "/%s", "/a/%s/b", "/a;%s", "/x.json%s", "/a?%s", "/a?node%s_id=2", "/a?z=%s")) {
                assertThatThrownBy(() -> target(path.replace("%s", half), HANDSHAKE))
                        .isInstanceOfSatisfying(
                                RuleViolation.class, e -> assertThat(e.status()).isEqualTo(400));
            }
        }
    }

    @Test
    void encodesAWholeSurrogatePair() throws RuleViolation {
        assertThat(target("/\ud83d\ude00?\ud83d\ude00", "").path()).isEqualTo("/%F0%9F%98%80");
        assertThat(target("/\ud83d\ude00?\ud83d\ude00", "").query()).isEqualTo("%F0%9F%98%80");
    }

    @Test
    void turnsNoCharacterIntoOneOfAscii() {
        for (char c = 0x80; c < 0xFFFF; c++) {
            try {
                RequestTarget target = target("/" + c + "?" + c, "");
                assertThat(target.path()).matches("/(%[89A-F][0-9A-F])+");
                assertThat(target.query()).matches("(%[89A-F][0-9A-F])+");
            } catch (RuleViolation e) {
                assertThat(Character.isSurrogate(c) || Character.isISOControl(c))
                        .isTrue();
            }
        }
    }

    @Test
    void showsNoQuery() throws RuleViolation {
        assertThat(target("/a", HANDSHAKE)).hasToString("/a");
    }
}
