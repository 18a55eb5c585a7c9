package io.panelws.testkit.wire;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses that a node asks: a base, the path of a request, and the node's query (P-1, P-3). Stateless. */
public final class PanelUrl {

    /** Not by {@link URI}: an underscore, as names of containers have it, is none of its host names. */
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\[\\]@:/]+)(?::([0-9]{1,5}))?");

    private static final int MAX_PORT = 65_535;
    private static final String ALLOWED_IN_A_PATH = "/-._~!$&'()*+,;=:@";

    private PanelUrl() {}

    /**
     * Puts an address together. What may stand raw in a message's path but not in a request line is escaped (P-9); escapes
     * stay as they are.
     *
     * @param base scheme, host, port, and a path in front of every request's
     * @param path a path as a message has it, with or without a query
     * @param query the node's own; goes behind the path's
     * @return the URL
     */
    public static URI of(URI base, String path, String query) {
        String prefix = base.getRawPath().endsWith("/")
                ? base.getRawPath().substring(0, base.getRawPath().length() - 1)
                : base.getRawPath();
        // Without its slash a path would become part of the host's name.
        String target = escaped(prefix + (path.startsWith("/") ? path : "/" + path));
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + target
                + (target.indexOf('?') < 0 ? "?" : "&") + query);
    }

    /**
     * Escapes a parameter's value as Go's {@code url.QueryEscape} does.
     *
     * @param value in clear
     * @return the value form-encoded
     */
    public static String form(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /**
     * Checks and tidies an address that a person has written: the scheme in lower case, no query, no user.
     *
     * @param url an address
     * @param scheme {@code ws} or {@code http}; with an {@code s} behind it where TLS is spoken
     * @return the same address
     * @throws IllegalArgumentException with a sentence that does not hold the address
     */
    public static URI checked(URI url, String scheme) {
        String written = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        String authority = String.valueOf(url.getRawAuthority());
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("the URL must hold no user name and no password: a node sends none");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        boolean known = written.equals(scheme) || written.equals(scheme + "s");
        if (!known || url.getRawAuthority() == null || !parts.matches()) {
            throw new IllegalArgumentException("not a URL of the form " + scheme + "://host or " + scheme + "s://host");
        }
        if (parts.group(2) != null && Integer.parseInt(parts.group(2)) > MAX_PORT) {
            throw new IllegalArgumentException("the URL's port is larger than " + MAX_PORT + ": " + parts.group(2));
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("the node adds the query itself: the URL must have none");
        }
        return written.equals(url.getScheme())
                ? url
                : URI.create(written + url.toString().substring(written.length()));
    }

    /**
     * Whom to connect to.
     *
     * @param url with a scheme that is known
     * @return host and port, the scheme's own where there is none; not resolved
     */
    public static InetSocketAddress address(URI url) {
        Matcher parts = AUTHORITY.matcher(url.getRawAuthority());
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a URL with a host");
        }
        int port = parts.group(2) != null ? Integer.parseInt(parts.group(2)) : isSecure(url) ? 443 : 80;
        return InetSocketAddress.createUnresolved(parts.group(1).replaceAll("[\\[\\]]", ""), port);
    }

    /**
     * Tells whether TLS is spoken there.
     *
     * @param url with a scheme that is known
     * @return true for {@code wss} and {@code https}
     */
    public static boolean isSecure(URI url) {
        return url.getScheme().equals("wss") || url.getScheme().equals("https");
    }

    private static String escaped(String target) {
        byte[] octets = target.getBytes(StandardCharsets.UTF_8);
        StringBuilder escaped = new StringBuilder(octets.length + 16);
        for (int i = 0; i < octets.length; i++) {
            char c = (char) (octets[i] & 0xff);
            if (isAllowed(c) || c == '?' || c == '%' && isHex(octets, i + 1) && isHex(octets, i + 2)) {
                escaped.append(c);
            } else {
                escaped.append(String.format("%%%02X", (int) c));
            }
        }
        return escaped.toString();
    }

    private static boolean isAllowed(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || ALLOWED_IN_A_PATH.indexOf(c) >= 0;
    }

    private static boolean isHex(byte[] octets, int at) {
        return at < octets.length && Character.digit((char) octets[at], 16) >= 0;
    }
}
