package io.panelws.jetty.rules;

import java.util.Set;
import java.util.stream.Stream;

/**
 * The path and query that a message's {@code path} stands for.
 *
 * @param path the path within the context, percent-encoded where that is needed, beginning with one slash
 * @param decodedPath the same path without its escapes and path parameters, as URL patterns see it
 * @param query the handshake's query and behind it the message's, without the question mark; empty for none
 */
public record RequestTarget(String path, String decodedPath, String query) {

    /** As much as all headers of a message may have by default. A query of many parameters is many times as large when split. */
    private static final int MAX_LENGTH = 16 << 10;

    /**
     * Applies the design's rules for path and query (P-3, P-9).
     *
     * @param messagePath the {@code path} of the message
     * @param handshake the query of the handshake's URL
     * @return the target
     * @throws RuleViolation 400 when the path is not an absolute path, has dot segments, control characters, half of a
     *     surrogate pair, a fragment or, other than in its parameters, bad escapes, or when its query sets a parameter
     *     that the handshake carries; 414 when it is too long
     */
    public static RequestTarget of(String messagePath, HandshakeQuery handshake) throws RuleViolation {
        return isPlain(messagePath)
                ? new RequestTarget(messagePath, messagePath, handshake.raw())
                : judge(messagePath, handshake);
    }

    /** Whether there is nothing to decode, to encode or to refuse; so it is for nearly every message. */
    private static boolean isPlain(String path) {
        if (path.length() > MAX_LENGTH || !path.startsWith("/") || path.startsWith("//")) {
            return false;
        }
        for (int i = 1; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7F || isSpecial(c) || c == '.' && path.charAt(i - 1) == '/') {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpecial(char c) {
        return c == '%' || c == ';' || c == '?' || c == '#' || c == '\\';
    }

    /** The rules at length, for every path. */
    static RequestTarget judge(String messagePath, HandshakeQuery handshake) throws RuleViolation {
        if (messagePath.length() > MAX_LENGTH) {
            throw RuleViolation.uriTooLong("The path of the message is longer than " + MAX_LENGTH + " characters.");
        }
        if (!messagePath.startsWith("/") || messagePath.startsWith("//")) {
            throw RuleViolation.badRequest("The path of the message does not begin with exactly one slash.");
        }
        int mark = messagePath.indexOf('?');
        for (int i = 0; i < messagePath.length(); i++) {
            char c = messagePath.charAt(i);
            if (c == '#' || c == '\\' && (mark < 0 || i < mark) || Character.isISOControl(c)) {
                throw RuleViolation.badRequest(
                        "The path of the message has a character that no path may have: #, \\ or a control character.");
            }
        }
        String path = PercentEncoding.encodeRaw(mark < 0 ? messagePath : messagePath.substring(0, mark));
        String query = PercentEncoding.encodeRaw(mark < 0 ? "" : messagePath.substring(mark + 1));
        String decodedPath = decodePath(path);
        refuseRepeatedParameters(query, handshake);
        return new RequestTarget(path, decodedPath, join(handshake.raw(), query));
    }

    private static String decodePath(String path) throws RuleViolation {
        StringBuilder decoded = new StringBuilder(path.length());
        for (String segment : path.substring(1).split("/", -1)) {
            int parameters = segment.indexOf(';');
            String name = PercentEncoding.decode(parameters < 0 ? segment : segment.substring(0, parameters));
            // An encoded slash is for the container to judge. Some panels let it pass, but never the way out.
            if (Stream.of(name.split("/", -1)).anyMatch(part -> part.equals(".") || part.equals(".."))) {
                throw RuleViolation.badRequest("The path of the message has a dot segment.");
            }
            if (name.chars().anyMatch(c -> isControl(c) || c == '\\')) {
                throw RuleViolation.badRequest(
                        "The path of the message has an encoded control character or backslash.");
            }
            decoded.append('/').append(name);
        }
        return decoded.toString();
    }

    /** Those of ASCII: escaped, the controls beyond it are text like any other over HTTP, where none can come raw. */
    private static boolean isControl(int c) {
        return c < ' ' || c == 0x7F;
    }

    /** Names are compared as servlets read them, so one that could be read in two ways is no name. */
    private static void refuseRepeatedParameters(String query, HandshakeQuery handshake) throws RuleViolation {
        if (query.isEmpty() || handshake.raw().isEmpty()) {
            return;
        }
        Set<String> fixed = handshake.names();
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            String name = PercentEncoding.decodeName(equals < 0 ? parameter : parameter.substring(0, equals));
            if (fixed.contains(name) && !parameter.isEmpty()) {
                throw RuleViolation.badRequest(
                        "The path of the message sets a query parameter that the connection's URL has set already.");
            }
        }
    }

    private static String join(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + "&" + second;
    }

    /** Shows no query: it carries the token. */
    @Override
    public String toString() {
        return path;
    }
}
