package io.panelws.jetty.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds out in what two outcomes differ: {@code status}, {@code header NAME}, {@code body}, {@code end}. */
final class Comparison {

    /** What belongs to one hop (RFC 9110, section 7.6.1), and what the connection says once. */
    private static final Set<String> LEFT_OUT =
            ignoringCase("Connection", "Date", "Keep-Alive", "Server", "TE", "Trailer", "Transfer-Encoding", "Upgrade");

    private Comparison() {}

    /** The differences, each with both sides. */
    static Map<String, String> differences(Outcome http, Outcome ws) {
        Map<String, String> differences = new LinkedHashMap<>();
        if (!http.whole()) {
            // A broken response must not look whole: an error in its place, or a close.
            if (ws.whole() && ws.status() < 500) {
                differences.put("end", "HTTP broke off, panel-ws answered " + ws.status());
            }
            return differences;
        }
        if (!ws.whole()) {
            differences.put("end", "HTTP answered " + http.status() + ", panel-ws closed the connection");
            return differences;
        }
        if (http.status() != ws.status()) {
            // Another status is another response: in what else they differ says nothing.
            differences.put("status", http.status() + " | " + ws.status() + " " + shown(ws.body()));
            return differences;
        }
        Set<String> names = ignoringCase();
        names.addAll(http.headers().keySet());
        names.addAll(ws.headers().keySet());
        names.removeAll(LEFT_OUT);
        for (String connection : http.values("Connection")) {
            names.removeAll(ignoringCase(connection.split("\\s*,\\s*")));
        }
        for (String name : names) {
            if (!http.values(name).equals(ws.values(name))) {
                differences.put("header " + name, http.values(name) + " | " + ws.values(name));
            }
        }
        if (!Arrays.equals(http.body(), ws.body())) {
            differences.put("body", shown(http.body()) + " | " + shown(ws.body()));
        }
        return differences;
    }

    private static String shown(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 1000), StandardCharsets.UTF_8);
        return body.length + " bytes: " + text;
    }

    private static Set<String> ignoringCase(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Arrays.asList(names));
        return set;
    }
}
