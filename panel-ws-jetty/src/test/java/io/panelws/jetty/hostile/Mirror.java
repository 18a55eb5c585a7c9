package io.panelws.jetty.hostile;

import io.panelws.api.WsRequest;
import io.panelws.jetty.testing.Servlets;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A servlet that answers with everything it sees, and keeps it. */
final class Mirror {

    final List<String> seen = new CopyOnWriteArrayList<>();

    HttpServlet servlet() {
        return Servlets.of((request, response) -> {
            String text = describe(request);
            seen.add(text);
            response.setCharacterEncoding("UTF-8");
            response.getWriter().print(text);
        });
    }

    private static String describe(HttpServletRequest request) throws java.io.IOException {
        List<String> lines = new ArrayList<>();
        lines.add("line " + request.getMethod() + " " + request.getRequestURI());
        lines.add("path " + request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo()));
        lines.add("server " + request.getScheme() + " " + request.getServerName() + " " + request.isSecure());
        lines.add("remote " + request.getRemoteAddr());
        request.getParameterMap().forEach((name, values) -> lines.add("parameter " + name + Arrays.toString(values)));
        for (String name : Collections.list(request.getHeaderNames())) {
            lines.add("header " + name.toLowerCase(java.util.Locale.ROOT) + Collections.list(request.getHeaders(name)));
        }
        lines.add("length " + request.getContentLength());
        lines.add("body " + new String(request.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        return String.join("\n", lines);
    }

    static WsRequest get(String path, String... headers) {
        return request("GET", path, "", headers);
    }

    static WsRequest request(String method, String path, String body, String... headers) {
        Map<String, List<String>> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.computeIfAbsent(headers[i], name -> new ArrayList<>()).add(headers[i + 1]);
        }
        return new WsRequest(method, path, map, body.getBytes(StandardCharsets.UTF_8));
    }
}
