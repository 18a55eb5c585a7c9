package io.panelws.jetty;

import io.panelws.jetty.dispatch.Handshake;
import io.panelws.jetty.dispatch.Handshake.Address;
import io.panelws.jetty.rules.HeaderField;
import io.panelws.jetty.rules.RequestHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Recognizes a WebSocket handshake and copies what its messages need. */
final class HandshakeReader {

    /** What servlets may ask about TLS (Jakarta Servlet 6.0, section 3.10), and where Jetty keeps it. */
    private static final List<String> TLS_ATTRIBUTES = List.of(
            "jakarta.servlet.request.cipher_suite",
            "jakarta.servlet.request.key_size",
            "jakarta.servlet.request.ssl_session_id",
            "jakarta.servlet.request.X509Certificate",
            "org.eclipse.jetty.io.Endpoint.SslSessionData");

    private HandshakeReader() {}

    /** RFC 6455, section 4.2.1: an upgrade to {@code websocket}; the container judges the rest. */
    static boolean isHandshake(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && hasToken(request, "Connection", "upgrade")
                && hasToken(request, "Upgrade", "websocket");
    }

    private static boolean hasToken(HttpServletRequest request, String name, String token) {
        for (String value : Collections.list(request.getHeaders(name))) {
            for (String part : value.split(",")) {
                if (part.strip().toLowerCase(Locale.ROOT).equals(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    static Handshake read(HttpServletRequest request, RequestHeaders rules) {
        List<HeaderField> headers = new ArrayList<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            if (rules.keepsFromHandshake(name)) {
                for (String value : Collections.list(request.getHeaders(name))) {
                    headers.add(new HeaderField(name, value));
                }
            }
        }
        Map<String, Object> attributes = new HashMap<>();
        for (String name : TLS_ATTRIBUTES) {
            Optional.ofNullable(request.getAttribute(name)).ifPresent(value -> attributes.put(name, value));
        }
        return new Handshake(
                request.getScheme(),
                request.isSecure(),
                request.getServerName(),
                request.getServerPort(),
                new Address(request.getRemoteAddr(), request.getRemotePort()),
                new Address(request.getLocalAddr(), request.getLocalPort()),
                request.getContextPath(),
                Optional.ofNullable(request.getQueryString()).orElse(""),
                headers,
                attributes);
    }
}
