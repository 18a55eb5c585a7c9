package io.panelws.jetty.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a word in the place of what is random in every response, or tells the time. */
final class Mask {

    private static final Pattern SESSION = Pattern.compile("JSESSIONID=([^;]+)");
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^;\"]+)");
    private static final Pattern COOKIE_EXPIRES = Pattern.compile("Expires=[^;]*");

    /** Of an object on an error page. */
    private static final Pattern HASH_CODE = Pattern.compile("@[0-9a-f]{4,8}\\b");

    private Mask() {}

    static Outcome mask(Outcome outcome) {
        List<String> randoms = new ArrayList<>();
        find(SESSION, outcome.values("Set-Cookie"), randoms);
        find(BOUNDARY, outcome.values("Content-Type"), randoms);
        if (outcome.status() >= 400) {
            findAll(HASH_CODE, new String(outcome.body(), StandardCharsets.ISO_8859_1), randoms);
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        outcome.headers()
                .forEach((name, values) -> headers.put(
                        name,
                        values.stream().map(value -> masked(value, randoms)).toList()));
        headers.computeIfPresent("Set-Cookie", (name, values) -> values.stream()
                .map(value -> COOKIE_EXPIRES.matcher(value).replaceAll("Expires=<time>"))
                .toList());
        byte[] body = masked(outcome.body(), randoms);
        headers.computeIfPresent("Content-Length", (name, values) -> values.stream()
                .map(value -> value.equals(Integer.toString(outcome.body().length)) ? "" + body.length : value)
                .toList());
        return new Outcome(outcome.status(), headers, body, outcome.whole());
    }

    private static void find(Pattern pattern, List<String> values, List<String> found) {
        for (String value : values) {
            Matcher matcher = pattern.matcher(value);
            if (matcher.find()) {
                found.add(matcher.group(1));
            }
        }
    }

    private static void findAll(Pattern pattern, String text, List<String> found) {
        pattern.matcher(text).results().map(MatchResult::group).forEach(found::add);
    }

    private static byte[] masked(byte[] body, List<String> randoms) {
        if (randoms.isEmpty()) {
            return body;
        }
        return masked(new String(body, StandardCharsets.ISO_8859_1), randoms).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String masked(String text, List<String> randoms) {
        String masked = text;
        for (String random : randoms) {
            masked = masked.replace(random, "<random>");
        }
        return masked;
    }
}
