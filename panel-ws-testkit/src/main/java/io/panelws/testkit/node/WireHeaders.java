package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The headers of a request where they become headers of real HTTP: in the handshake (P-4) and in the fallback. Without
 * those that an HTTP client writes itself; a message may hold them, to see what the panel makes of it.
 */
final class WireHeaders {

    private static final Set<String> OWN =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade", "user-agent");

    private WireHeaders() {}

    static void copy(WsRequest request, BiConsumer<String, String> target) {
        target.accept("User-Agent", NodeClient.USER_AGENT);
        request.headers().forEach((name, values) -> {
            if (!isOwn(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> target.accept(checked(name), checked(value)));
            }
        });
    }

    private static String checked(String text) {
        if (text.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw new IllegalArgumentException("a header holds a control character");
        }
        return text;
    }

    private static boolean isOwn(String name) {
        return OWN.contains(name) || name.startsWith("sec-websocket-");
    }
}
