package io.panelws.jetty;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Who a node says that it is (P-3); whether that is true is for the panel to say. */
record NodeIdentity(String type, String id) {

    private static final Pattern UNPRINTABLE = Pattern.compile("[^A-Za-z0-9_.:-]");

    static NodeIdentity of(String query) {
        return new NodeIdentity(parameter(query, "node_type"), parameter(query, "node_id"));
    }

    private static String parameter(String query, String name) {
        for (String parameter : query.split("&")) {
            if (parameter.startsWith(name + "=")) {
                try {
                    return URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    return "";
                }
            }
        }
        return "";
    }

    /** Fit for a log line. */
    @Override
    public String toString() {
        String name = UNPRINTABLE.matcher(type + "-" + id).replaceAll("?");
        return name.length() <= 64 ? name : name.substring(0, 64);
    }
}
