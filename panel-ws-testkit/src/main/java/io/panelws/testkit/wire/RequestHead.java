package io.panelws.testkit.wire;

import io.panelws.api.WsRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Writes the head of an HTTP/1.1 request as Go's client does. Not thread-safe. */
public final class RequestHead {

    /** What Go's HTTP client calls itself (P-4). */
    public static final String USER_AGENT = "Go-http-client/1.1";

    /** What an HTTP client writes itself; a message may hold them, to see what the panel makes of it. */
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade", "user-agent");

    private static final int DELETE = 0x7f;

    private final StringBuilder lines = new StringBuilder(512);

    /**
     * Begins with the request line, {@code Host} and {@code User-Agent}.
     *
     * @param method what to do
     * @param url where to; see {@link PanelUrl#of}
     * @throws IllegalArgumentException when the method holds what would end it
     */
    public RequestHead(String method, URI url) {
        if (!isWord(method)) {
            throw new IllegalArgumentException("the method holds a space or nothing");
        }
        lines.append(method).append(' ').append(url.getRawPath());
        if (url.getRawQuery() != null) {
            lines.append('?').append(url.getRawQuery());
        }
        lines.append(" HTTP/1.1\r\n");
        with("Host", url.getRawAuthority());
        with("User-Agent", USER_AGENT);
    }

    /**
     * Adds one field.
     *
     * @param name as it is to be written
     * @param value its value
     * @return this
     * @throws IllegalArgumentException when either holds what would end it; the message does not repeat it
     */
    public RequestHead with(String name, String value) {
        if (!isWord(checked(name)) || name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a header's name holds a space, a colon or nothing");
        }
        lines.append(name).append(": ").append(checked(value)).append("\r\n");
        return this;
    }

    /**
     * Adds the headers of a message where they become headers of real HTTP: in the handshake (P-4) and in the fallback.
     * Those that an HTTP client writes itself are left out.
     *
     * @param request the message
     * @return this
     * @throws IllegalArgumentException when a header cannot be carried by HTTP
     */
    public RequestHead withHeadersOf(WsRequest request) {
        request.headers().forEach((name, values) -> {
            if (!isOwn(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> with(name, value));
            }
        });
        return this;
    }

    /**
     * What there is so far, for a reader.
     *
     * @return lines
     */
    public String text() {
        return lines.toString().replace("\r", "").stripTrailing();
    }

    /**
     * The whole head, to be sent.
     *
     * @return the lines and the empty one behind them
     */
    public byte[] bytes() {
        return (lines + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String checked(String text) {
        if (text.chars().anyMatch(c -> c < ' ' && c != '\t' || c == DELETE)) {
            throw new IllegalArgumentException("a header holds a control character");
        }
        return text;
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c != DELETE);
    }

    private static boolean isOwn(String name) {
        return OWN.contains(name) || name.startsWith("sec-websocket-");
    }
}
