package io.panelws.testkit.conformance;

import io.panelws.testkit.wire.HttpHead;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The head of an HTTP request; names in lower case. */
record BareHead(String method, String path, String query, Map<String, String> fields) {

    static BareHead read(InputStream in) throws IOException {
        HttpHead head = HttpHead.read(in);
        String[] first = head.startLine().split(" ");
        Map<String, String> fields = new LinkedHashMap<>();
        head.fields().forEach(field -> fields.put(field.name().toLowerCase(Locale.ROOT), field.value()));
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
