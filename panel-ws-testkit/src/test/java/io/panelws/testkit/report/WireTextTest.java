package io.panelws.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTextTest {

    private static final List<String> FIRST = List.of(
            "- to ws://x",
            "> GET /config HTTP/1.1",
            "> Host: x",
            "> Sec-WebSocket-Key: 1",
            "> Upgrade: websocket",
            "< HTTP/1.1 101 Switching Protocols",
            "< Upgrade: websocket",
            "< Sec-WebSocket-Accept: one",
            "< text {\"a\": 1}");

    @Test
    void aLogWithOneHandshakeStaysAsItIs() {
        assertThat(WireText.shortened(FIRST)).isEqualTo(FIRST);
    }

    @Test
    void aSecondHandshakeShowsWhatIsNewAlone() {
        assertThat(second(
                        "> GET /user HTTP/1.1",
                        "> Host: x",
                        "> If-None-Match: 7",
                        "> Sec-WebSocket-Key: 2",
                        "> Upgrade: websocket",
                        "< HTTP/1.1 101 Switching Protocols",
                        "< Upgrade: websocket",
                        "< Sec-WebSocket-Accept: two",
                        "> ping"))
                .containsExactly(
                        "> GET /user HTTP/1.1   (further header lines as before)",
                        "> If-None-Match: 7",
                        "> Sec-WebSocket-Key: 2",
                        "< HTTP/1.1 101 Switching Protocols   (further header lines as before)",
                        "< Sec-WebSocket-Accept: two",
                        "> ping");
    }

    @Test
    void whatIsMissingInASecondHandshakeIsSeen() {
        String[] withoutUpgrade = {
            "> GET /user HTTP/1.1", "> Host: x", "> Sec-WebSocket-Key: 2", "< HTTP/1.1 400 Bad Request", "< Date: now"
        };
        assertThat(second(withoutUpgrade)).containsExactly(withoutUpgrade);
    }

    private static List<String> second(String... lines) {
        List<String> log = new ArrayList<>(FIRST);
        log.addAll(List.of(lines));
        List<String> shown = WireText.shortened(log);
        return shown.subList(FIRST.size(), shown.size());
    }
}
