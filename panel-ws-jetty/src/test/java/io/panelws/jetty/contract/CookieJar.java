package io.panelws.jetty.contract;

import java.util.LinkedHashMap;
import java.util.Map;

/** The cookies that one case has been given over one transport. */
final class CookieJar {

    private final Map<String, String> cookies = new LinkedHashMap<>();

    CaseRequest addTo(CaseRequest request) {
        if (!request.withCookies() || cookies.isEmpty()) {
            return request;
        }
        StringBuilder header = new StringBuilder();
        cookies.forEach((name, value) -> header.append(header.isEmpty() ? "" : "; ")
                .append(name)
                .append('=')
                .append(value));
        return request.header("Cookie", header.toString());
    }

    void keep(Outcome outcome) {
        for (String field : outcome.values("Set-Cookie")) {
            String cookie = field.split(";", 2)[0];
            int equals = cookie.indexOf('=');
            cookies.put(cookie.substring(0, equals), cookie.substring(equals + 1));
        }
    }
}
