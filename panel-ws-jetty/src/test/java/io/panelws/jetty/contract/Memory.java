package io.panelws.jetty.contract;

import java.util.LinkedHashMap;
import java.util.Map;

/** The cookies and the entity tag that one case has been given over one transport. */
final class Memory {

    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String tag = "";

    CaseRequest addTo(CaseRequest request) {
        if (!request.remembers()) {
            return request;
        }
        CaseRequest tagged = tag.isEmpty() ? request : request.header("If-None-Match", tag);
        if (cookies.isEmpty()) {
            return tagged;
        }
        StringBuilder header = new StringBuilder();
        cookies.forEach((name, value) -> header.append(header.isEmpty() ? "" : "; ")
                .append(name)
                .append('=')
                .append(value));
        return tagged.header("Cookie", header.toString());
    }

    void keep(Outcome outcome) {
        outcome.values("ETag").forEach(value -> tag = value);
        for (String field : outcome.values("Set-Cookie")) {
            String cookie = field.split(";", 2)[0];
            int equals = cookie.indexOf('=');
            cookies.put(cookie.substring(0, equals), cookie.substring(equals + 1));
        }
    }
}
