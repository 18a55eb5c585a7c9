package io.panelws.jetty.rules;

import java.util.List;
import java.util.Set;

/**
 * The headers by which proxies in front of panels vouch for something: where a request comes from, how it came, who has
 * been authenticated. A proxy takes them out of every HTTP request that it does not write them into, and cannot look into
 * a message. Names are in lower case, and with a hyphen where some write an underscore.
 */
final class HeaderFamilies {

    private static final List<String> PREFIXES = List.of(
            // Addresses, host, port and scheme, whoever the proxy is.
            "forwarded",
            "front-end-",
            "true-client-",
            "x-client-",
            "x-cluster-",
            "x-forward",
            "x-host-",
            "x-http-host",
            "x-ingress-",
            "x-original-",
            "x-originating-",
            "x-proto",
            "x-real-",
            "x-rewrite-",
            "x-server-",
            // From proxy to proxy.
            "proxy-",
            "surrogate-",
            "wl-proxy-",
            "x-gateway-",
            "x-proxy",
            // TLS and its client certificates.
            "sec-other-",
            "sec-provided-",
            "sec-referred-",
            "ssl-",
            "x-cert-",
            "x-ssl-",
            "x-tls-",
            // Who has been authenticated.
            "ajp-",
            "iv-",
            "mellon-",
            "oidc-",
            "remote-",
            "shib-",
            "sm-",
            "x-auth-request-",
            "x-auth-user",
            "x-authenticated-",
            "x-authentik-",
            "x-cas-",
            "x-consumer-",
            "x-credential-",
            "x-jwt-",
            "x-remote",
            "x-vouch-",
            "x-webauth-",
            // Clouds and delivery networks.
            "akamai-",
            "ali-",
            "cdn-",
            "cf-",
            "cloudfront-",
            "eo-",
            "fastly-",
            "fly-",
            "incap-",
            "x-akamai-",
            "x-amz-cf-",
            "x-amzn-",
            "x-appengine-",
            "x-azure-",
            "x-cdn-",
            "x-fastly-",
            "x-goog-",
            "x-ms-",
            "x-nf-",
            "x-sucuri-",
            "x-vercel-",
            // Products.
            "$ws",
            "tailscale-",
            "teleport-",
            "x-apigee-",
            "x-arr-",
            "x-envoy-",
            "x-kong-",
            "x-pomerium-",
            "x-teleport-",
            "x-traefik-",
            "x-webobjects-");

    private static final List<String> ANYWHERE =
            List.of("client-cert", "client-ip", "clientcert", "clientip", "connecting-ip", "real-ip", "ssl-client");

    private static final List<String> SUFFIXES = List.of(
            "-email",
            "-groups",
            "-principal",
            "-roles",
            "-subject",
            "-user",
            "-user-id",
            "-user-name",
            "-userid",
            "-userinfo",
            "-username");

    private static final Set<String> EXACT = Set.of(
            "auth-type",
            "https",
            "proxy",
            "via",
            "x-anonymous-consumer",
            "x-custom-ip-authorization",
            "x-host",
            "x-https",
            "x-id-token",
            "x-port",
            "x-realip",
            "x-scheme",
            "x-script-name",
            "x-ssl",
            "x-url-scheme");

    private HeaderFamilies() {}

    /** Tells whether a name, in lower case and with hyphens, is one by which proxies vouch. */
    static boolean vouch(String name) {
        if (EXACT.contains(name)) {
            return true;
        }
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        for (String suffix : SUFFIXES) {
            if (name.endsWith(suffix)) {
                return true;
            }
        }
        for (String part : ANYWHERE) {
            if (name.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
