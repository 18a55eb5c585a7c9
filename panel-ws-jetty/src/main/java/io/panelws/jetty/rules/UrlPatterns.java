package io.panelws.jetty.rules;

import java.util.List;

/**
 * The URL patterns that the filter is mapped to: they bound the paths that messages may reach.
 *
 * @param patterns patterns of Jakarta Servlet 6.0, section 12.2: exact, {@code /prefix/*}, {@code *.extension}, {@code /}
 */
public record UrlPatterns(List<String> patterns) {

    /** Copies the patterns. */
    public UrlPatterns {
        patterns = List.copyOf(patterns);
    }

    /**
     * Refuses a path that no pattern matches.
     *
     * @param decodedPath the path within the context, decoded
     * @throws RuleViolation 404
     */
    public void check(String decodedPath) throws RuleViolation {
        for (String pattern : patterns) {
            if (matches(pattern, decodedPath)) {
                return;
            }
        }
        throw RuleViolation.notFound("The path of the message is outside of what panel-ws is mapped to.");
    }

    private static boolean matches(String pattern, String path) {
        if (pattern.equals("/") || pattern.equals("/*")) {
            return true;
        }
        if (pattern.endsWith("/*")) {
            int prefix = pattern.length() - 2;
            return path.regionMatches(0, pattern, 0, prefix) && (path.length() == prefix || path.charAt(prefix) == '/');
        }
        if (pattern.startsWith("*.")) {
            int suffix = pattern.length() - 1;
            return path.regionMatches(path.length() - suffix, pattern, 1, suffix);
        }
        return path.equals(pattern) || pattern.isEmpty() && path.equals("/");
    }
}
