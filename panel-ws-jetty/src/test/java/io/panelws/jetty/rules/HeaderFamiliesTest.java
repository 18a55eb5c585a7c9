package io.panelws.jetty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What proxies vouch for arrives from the handshake and never from a message, and everything else arrives. */
class HeaderFamiliesTest {

    private static final RequestHeaders RULE = new RequestHeaders(List.of(), List.of());

    private static boolean arrives(String name) {
        try {
            return RULE.merge("GET", Map.of(name, List.of("1")), 0, HttpFields.EMPTY)
                            .size()
                    > 0;
        } catch (RuleViolation e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AJP-Remote-User",
                "Akamai-Client-Ip",
                "Ali-CDN-Real-IP",
                "Auth-User",
                "CDN-Loop",
                "CDN-Real-IP",
                "CF-Access-Jwt-Assertion",
                "CF-Connecting-IP",
                "Client-Cert",
                "Client-Cert-Chain",
                "Client-IP",
                "CloudFront-Viewer-Address",
                "Do-Connecting-IP",
                "Fastly-Client-IP",
                "Fly-Client-IP",
                "Forwarded",
                "Front-End-Https",
                "Host",
                "HTTPS",
                "Incap-Client-IP",
                "Mellon-Name-Id",
                "OIDC-Claim-Sub",
                "Proxy",
                "Proxy-Authorization",
                "Remote-Email",
                "Remote-Groups",
                "Remote-User",
                "Sec-Provided-Token-Binding-ID",
                "Shib-Identity-Provider",
                "SSL-Client-S-Dn",
                "SSL_CLIENT_S_DN",
                "Ssl-Client-Cert",
                "Surrogate-Capability",
                "Tailscale-User-Login",
                "True-Client-IP",
                "Via",
                "WL-Proxy-Client-IP",
                "X-Akamai-Edgescape",
                "X-Amz-Cf-Id",
                "X-Amzn-Mtls-Clientcert",
                "X-Amzn-Oidc-Identity",
                "X-Anonymous-Consumer",
                "X-Appengine-User-Ip",
                "X-ARR-ClientCert",
                "X-Auth-Request-Access-Token",
                "X-Auth-Request-Email",
                "X-Auth-Userid",
                "X-Auth-Username",
                "X-Authenticated-Userid",
                "X-Azure-ClientIP",
                "X-Cas-Attributes",
                "X-Client-Cert",
                "X-Client-DN",
                "X-Client-IP",
                "X-Cluster-Client-IP",
                "X-Consumer-Username",
                "X-Credential-Identifier",
                "X-Email",
                "X-Endpoint-API-UserInfo",
                "X-Envoy-External-Address",
                "X-Fastly-Client-Ip",
                "X-Forward-For",
                "X-Forwarded-Anything",
                "X-Forwarded-For",
                "X-Forwarded-User",
                "X-ForwardedFor",
                "X-Gateway-User",
                "X-Goog-Authenticated-User-Email",
                "X-Goog-IAP-JWT-Assertion",
                "X-Groups",
                "X-Host",
                "X-ID-Token",
                "X-Ingress-Path",
                "X-Jwt-Assertion",
                "X-Kong-Request-Debug",
                "X-MS-Client-Principal",
                "X-NF-Client-Connection-Ip",
                "X-Original-Host",
                "X-Original-URL",
                "X-Originating-IP",
                "X-Pomerium-Claim-Email",
                "X-Port",
                "X-Proto",
                "X-Proxy-Https",
                "X-ProxyUser-Ip",
                "X-Real-IP",
                "X-RealIP",
                "X-Remote-Addr",
                "X-Remote-User",
                "X-Rewrite-URL",
                "X-Roles",
                "X-Scheme",
                "X-Script-Name",
                "X-Server-Name",
                "X-SSL-Client-Verify",
                "X-SSL-Client-S-DN",
                "X-Sucuri-ClientIP",
                "X-Teleport-User",
                "X-TLS-Client-Subject",
                "X-Traefik-Tls-Client-Cert",
                "X-Url-Scheme",
                "X-User",
                "X-User-ID",
                "X-Userinfo",
                "X-Vercel-Forwarded-For",
                "X-WebAuth-User",
                "X-Webobjects-Remote-Host",
                "X_Forwarded_For",
                "$WSRA"
            })
    void whatProxiesVouchForComesFromTheHandshake(String name) {
        for (String spelling : List.of(
                name,
                name.toLowerCase(Locale.ROOT),
                name.toUpperCase(Locale.ROOT),
                name.replace('-', '_'),
                name.replaceFirst("-", "_"),
                name.toUpperCase(Locale.ROOT).replace('-', '_'))) {
            assertThat(arrives(spelling)).as(spelling).isFalse();
            assertThat(RULE.keepsFromHandshake(spelling)).as(spelling).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "Content-Length",
                "Expect",
                "HTTP2-Settings",
                "Keep-Alive",
                "Proxy-Connection",
                "Sec-WebSocket-Accept",
                "Sec-WebSocket-Anything",
                "Sec-WebSocket-Key",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade"
            })
    void whatIsAboutTheConnectionComesFromNobody(String name) {
        RequestHeaders rule = new RequestHeaders(List.of(name), List.of(name));
        for (String spelling : List.of(name, name.toLowerCase(Locale.ROOT), name.replace('-', '_'))) {
            assertThat(arrives(spelling)).as(spelling).isFalse();
            assertThat(rule.keepsFromHandshake(spelling)).as(spelling).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "Authorization",
                "Baggage",
                "Cookie",
                "DNT",
                "DPoP",
                "Idempotency-Key",
                "If-None-Match",
                "Sec-CH-UA",
                "Sec-Fetch-Mode",
                "Sec-GPC",
                "Traceparent",
                "Upgrade-Insecure-Requests",
                "User-Agent",
                "X-Access-Token",
                "X-Api-Key",
                "X-Auth-Token",
                "X-B3-TraceId",
                "X-Correlation-ID",
                "X-CSRF-Token",
                "X-Custom",
                "X-HTTP-Method-Override",
                "X-Node-ID",
                "X-Request-ID",
                "X-Requested-With",
                "X-Token",
                "X-User-Agent",
                "X-XSRF-TOKEN"
            })
    void whatClientsSayArrives(String name) {
        assertThat(arrives(name)).isTrue();
        assertThat(arrives(name.toLowerCase(Locale.ROOT))).isTrue();
    }

    @Test
    void whatHttpRegistersArrivesUnlessItIsAProxysOrAboutTheConnection() {
        assertThat(FieldNames.registeredNames())
                .filteredOn(name -> !arrives(name))
                .containsExactlyInAnyOrder(
                        "CDN-Cache-Control",
                        "CDN-Loop",
                        "Client-Cert",
                        "Client-Cert-Chain",
                        "Connection",
                        "Content-Length",
                        "Expect",
                        "Forwarded",
                        "Host",
                        "Keep-Alive",
                        "Proxy-Authenticate",
                        "Proxy-Authentication-Info",
                        "Proxy-Authorization",
                        "Proxy-Connection",
                        "Proxy-Status",
                        "Sec-WebSocket-Accept",
                        "Sec-WebSocket-Extensions",
                        "Sec-WebSocket-Key",
                        "Sec-WebSocket-Protocol",
                        "Sec-WebSocket-Version",
                        "Surrogate-Capability",
                        "Surrogate-Control",
                        "TE",
                        "Trailer",
                        "Transfer-Encoding",
                        "Upgrade",
                        "Via");
    }
}
