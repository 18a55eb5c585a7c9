package io.panelws.jetty.handshake;

import io.panelws.jetty.endpoint.Handshake;
import io.panelws.jetty.endpoint.Handshake.Address;
import io.panelws.jetty.rules.HandshakeQuery;
import io.panelws.jetty.rules.RequestHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.util.HostPort;

/** Recognizes a WebSocket handshake and copies what its messages need. */
final class HandshakeReader {

    private HandshakeReader() {}

    /** RFC 6455, section 4.2.1: an upgrade to {@code websocket}; the container judges the rest. */
    static boolean isHandshake(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && hasToken(request, "Connection", "upgrade")
                && hasToken(request, "Upgrade", "websocket");
    }

    /** RFC 8441 and RFC 9220: a WebSocket over HTTP/2 or HTTP/3 begins with an extended {@code CONNECT}. */
    static boolean isExtendedConnect(HttpServletRequest request) {
        return request.getMethod().equals("CONNECT")
                && !request.getProtocol().toUpperCase(Locale.ROOT).startsWith("HTTP/1");
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

    static Handshake.Seen read(HttpServletRequest request, RequestHeaders rules) {
        HttpFields.Mutable fields = HttpFields.build();
        for (String name : Collections.list(request.getHeaderNames())) {
            if (rules.keepsFromHandshake(name)) {
                for (String value : Collections.list(request.getHeaders(name))) {
                    fields.add(name, value);
                }
            }
        }
        return new Handshake.Seen(
                request.getScheme(),
                request.isSecure(),
                new HostPort(request.getServerName(), request.getServerPort()),
                new Address(request.getRemoteAddr(), request.getRemotePort()),
                new Address(request.getLocalAddr(), request.getLocalPort()),
                request.getContextPath(),
                HandshakeQuery.of(Optional.ofNullable(request.getQueryString()).orElse("")),
                fields.asImmutable(),
                certificate(request));
    }

    private static Optional<byte[]> certificate(HttpServletRequest request) {
        Object chain = request.getAttribute("jakarta.servlet.request.X509Certificate");
        if (!(chain instanceof X509Certificate[] certificates) || certificates.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(certificates[0].getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("the client's certificate cannot be encoded", e);
        }
    }
}
