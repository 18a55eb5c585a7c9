package io.panelws.jetty.rules;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Which field names are fit for use, and how the registered ones are spelt. */
final class FieldNames {

    private static final String TOKEN_EXTRAS = "!#$%&'*+-.^_`|~";

    /** The names of HTTP's field name registry that a panel may answer with, in their registered spelling. */
    private static final String REGISTERED =
            """
            A-IM Accept Accept-CH Accept-Charset Accept-Datetime Accept-Encoding Accept-Features Accept-Language
            Accept-Patch Accept-Post Accept-Ranges Access-Control-Allow-Credentials Access-Control-Allow-Headers
            Access-Control-Allow-Methods Access-Control-Allow-Origin Access-Control-Expose-Headers
            Access-Control-Max-Age Access-Control-Request-Headers Access-Control-Request-Method Age Allow ALPN
            Alternates Alt-Svc Alt-Used Apply-To-Redirect-Ref Authentication-Control Authentication-Info Authorization
            Available-Dictionary Cache-Control Cache-Status Cal-Managed-ID CalDAV-Timezones Capsule-Protocol
            CDN-Cache-Control CDN-Loop Cert-Not-After Cert-Not-Before Clear-Site-Data Client-Cert Client-Cert-Chain
            Close Connection Content-Digest Content-Disposition Content-Encoding Content-ID Content-Language
            Content-Length Content-Location Content-MD5 Content-Range Content-Security-Policy
            Content-Security-Policy-Report-Only Content-Type Cookie Cross-Origin-Embedder-Policy
            Cross-Origin-Embedder-Policy-Report-Only Cross-Origin-Opener-Policy Cross-Origin-Opener-Policy-Report-Only
            Cross-Origin-Resource-Policy DASL Date DAV Delta-Base Deprecation Depth Destination Dictionary-ID
            Digest DNT DPoP DPoP-Nonce Early-Data ETag Expect Expect-CT Expires Forwarded From Hobareg Host
            If If-Match If-Modified-Since If-None-Match If-Range If-Schedule-Tag-Match If-Unmodified-Since IM
            Include-Referred-Token-Binding-ID Keep-Alive Label Last-Event-ID Last-Modified Link
            Link-Template Location Lock-Token Max-Forwards Memento-Datetime Meter MIME-Version Negotiate NEL
            OData-EntityId OData-Isolation OData-MaxVersion OData-Version Optional-WWW-Authenticate Ordering-Type
            Origin Origin-Agent-Cluster OSCORE OSLC-Core-Version Overwrite P3P Permissions-Policy Ping-From Ping-To
            Position Pragma Prefer Preference-Applied Priority Proxy-Authenticate Proxy-Authentication-Info
            Proxy-Authorization Proxy-Connection Proxy-Status Public-Key-Pins Public-Key-Pins-Report-Only Range
            Redirect-Ref Referer Referrer-Policy Refresh Replay-Nonce Reporting-Endpoints Repr-Digest Retry-After
            Schedule-Reply Schedule-Tag Sec-GPC Sec-Purpose Sec-Token-Binding Sec-WebSocket-Accept
            Sec-WebSocket-Extensions Sec-WebSocket-Key Sec-WebSocket-Protocol Sec-WebSocket-Version Server
            Server-Timing Set-Cookie Signature Signature-Input SLUG SoapAction SourceMap Status-URI
            Strict-Transport-Security Sunset Surrogate-Capability Surrogate-Control TCN TE Timeout
            Timing-Allow-Origin Topic Traceparent Tracestate Trailer Transfer-Encoding TTL Upgrade Urgency
            Use-As-Dictionary User-Agent Variant-Vary Vary Via Want-Content-Digest Want-Digest Want-Repr-Digest Warning
            WWW-Authenticate X-Content-Type-Options X-Frame-Options X-Permitted-Cross-Domain-Policies
            X-Powered-By X-Request-ID X-XSS-Protection
            """;

    private static final Map<String, String> SPELLING = spelling();

    private FieldNames() {}

    private static Map<String, String> spelling() {
        Map<String, String> spelling = new HashMap<>();
        for (String name : REGISTERED.split("\\s+")) {
            spelling.put(lowerCase(name), name);
        }
        return Map.copyOf(spelling);
    }

    /** A registered name in its registered spelling (P-10), any other name as it is. */
    static String registered(String name) {
        return SPELLING.getOrDefault(lowerCase(name), name);
    }

    /** Every registered name, in its registered spelling. */
    static Collection<String> registeredNames() {
        return SPELLING.values();
    }

    static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** RFC 9110, section 5.1: a field name is a token. */
    static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || TOKEN_EXTRAS.indexOf(c) >= 0)) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
