package io.panelws.testkit.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The head of an HTTP request; names in lower case. */
record BareHead(String method, String path, String query, Map<String, String> fields) {

    static BareHead read(InputStream in) throws IOException {
        String[] first = HttpHead.line(in, 8192).split(" ");
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line = HttpHead.line(in, 8192); !line.isEmpty(); line = HttpHead.line(in, 8192)) {
            int colon = line.indexOf(':');
            fields.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int mark = first[1].indexOf('?');
        return new BareHead(
                first[0],
                mark < 0 ? first[1] : first[1].substring(0, mark),
                mark < 0 ? "" : first[1].substring(mark + 1),
                fields);
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    boolean isUpgrade() {
        return field("upgrade").equalsIgnoreCase("websocket");
    }
}
