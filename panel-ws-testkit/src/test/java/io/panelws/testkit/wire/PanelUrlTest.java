package io.panelws.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P-1, P-3, P-9. */
class PanelUrlTest {

    private static final String QUERY = "node_id=1&token=T";

    @ParameterizedTest
    @CsvSource({
        "/a, /a?",
        "/x|y, /x%7Cy?",
        "/x{y}, /x%7By%7D?",
        "/x%zz, /x%25zz?",
        "/x%4, /x%254?",
        "/x%41%c3, /x%41%c3?",
        "'/x y', /x%20y?",
        "/größe, /gr%C3%B6%C3%9Fe?",
        "/x#y, /x%23y?",
        "/x\\y, /x%5Cy?",
        "/x[1]^`<\"> , /x%5B1%5D%5E%60%3C%22%3E?",
        "/a?x=1, /a?x=1&",
        "/a?, /a?&",
        "//b, //b?",
        "b, /b?",
        "@elsewhere/b, /@elsewhere/b?",
        "'', /?",
    })
    void escapesWhatARequestLineDoesNotTake(String path, String target) {
        assertThat(PanelUrl.of(URI.create("ws://panel:1"), path, QUERY))
                .isEqualTo(URI.create("ws://panel:1" + target + QUERY));
    }

    @Test
    void putsThePathOfTheBaseInFront() {
        for (String base : new String[] {"ws://panel/ws", "ws://panel/ws/"}) {
            assertThat(PanelUrl.of(URI.create(base), "/a", QUERY)).hasToString("ws://panel/ws/a?" + QUERY);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ws://my_panel:8080, my_panel, 8080",
        "ws://my_panel, my_panel, 80",
        "WS://Panel:1/X, Panel, 1",
        "Wss://panel, panel, 443",
        "ws://[::1]:51821, ::1, 51821",
        "wss://[2001:db8::1], 2001:db8::1, 443",
        "ws://127.0.0.1:65535, 127.0.0.1, 65535",
    })
    void findsHostAndPort(String url, String host, int port) {
        URI checked = PanelUrl.checked(URI.create(url), "ws");
        assertThat(checked.getScheme()).isLowerCase();
        assertThat(checked.toString()).isEqualToIgnoringCase(url).endsWith(url.substring(4));
        assertThat(PanelUrl.address(checked).getHostString()).isEqualTo(host);
        assertThat(PanelUrl.address(checked).getPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ws://user:pw@host | the URL must hold no user name and no password: a node sends none",
                "ws://pw@my_panel | the URL must hold no user name and no password: a node sends none",
                "ws://127.0.0.1:99999 | the URL's port is larger than 65535: 99999",
                "ws://my_panel:99999 | the URL's port is larger than 65535: 99999",
                "ws://panel/?token=pw | the node adds the query itself: the URL must have none",
                "ws://panel/#pw | the node adds the query itself: the URL must have none",
            })
    void saysWhatIsWrongWithoutRepeatingASecret(String url, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PanelUrl.checked(URI.create(url), "ws"))
                .withMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://panel", "ws:panel", "panel:51821", "", "/a", "ws://:80", "ws://panel:", "wsss://panel"})
    void takesNothingElse(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PanelUrl.checked(URI.create(url), "ws"))
                .withMessage("not a URL of the form ws://host or wss://host");
    }

    @ParameterizedTest
    @CsvSource({"'a b', a+b", "*, %2A", "~, ~", "Tü&=, T%C3%BC%26%3D", "-_., -_."})
    void escapesAValueAsGoDoes(String value, String escaped) {
        assertThat(PanelUrl.form(value)).isEqualTo(escaped);
    }
}
