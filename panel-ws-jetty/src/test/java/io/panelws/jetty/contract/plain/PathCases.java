package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.get;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Paths, and what the request says about itself. */
final class PathCases extends PlainGroup {

    private static final class DefaultMapping extends HttpFilter {

        private static final long serialVersionUID = 1;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException {
            describe(request, response);
        }
    }

    PathCases() {
        super("paths");
        serve("/map/exact", PathCases::describe);
        serve("/map/prefix/*", PathCases::describe);
        serve("*.act", PathCases::describe);
        filter("/default/*", new DefaultMapping());
        for (String context : List.of("", "/panel")) {
            in(context);
            String where = context.isEmpty() ? " at the root" : " in a context with a path";
            String suffix = context.replace('/', '-');
            check("path-exact" + suffix, "an exact mapping" + where, get("/map/exact?a=1"));
            check("path-prefix" + suffix, "a prefix mapping" + where, get("/map/prefix/a/b"));
            check("path-prefix-only" + suffix, "a prefix mapping without more" + where, get("/map/prefix"));
            check("path-extension" + suffix, "an extension mapping" + where, get("/a/b.act"));
            check("path-default" + suffix, "the default mapping" + where, get("/default/x"));
        }
        in("");
        Map<String, String> taken = Map.of(
                "slash", "/map/prefix/",
                "parameters", "/map/prefix/a;x=1;y/b;jsessionid=z",
                "parameter-first", "/map;v=1/prefix/a",
                "raw", "/map/prefix/ä中😀",
                "escaped", "/map/prefix/%C3%A4%20%E4%B8%AD",
                "blank", "/map/prefix/a b",
                "signs", "/map/prefix/a:b@c!$&'()*,=~+",
                "dots", "/map/prefix/.../a..b/.c",
                "escaped-plain", "/map/pre%66ix/%41",
                "long", "/map/prefix/" + "x".repeat(3000));
        taken.forEach((id, path) -> check("path-" + id, "the path " + shown(path), get(path)));
        Map<String, String> refused = Map.of(
                "slash-escaped", "/map/prefix/a%2Fb",
                "slashes", "/map/prefix/a//b",
                "slashes-first", "//map/prefix/a",
                "nul", "/map/prefix/a%00b",
                "dot-dot-escaped", "/map/prefix/%2e%2e/prefix/a",
                "dot-parameter", "/map/prefix/..;x/a",
                "percent", "/map/prefix/a%25b",
                "bad-escape", "/map/prefix/%zz");
        refused.forEach(
                (id, path) -> check("path-" + id, "the path " + path, get(path).expecting(400)));
        check("path-dot", "a dot segment", get("/map/prefix/./a"));
        check("path-dot-dot", "a segment of two dots", get("/map/prefix/../prefix/a"));
        check("path-latin-1", "the path /map/prefix/%E4", get("/map/prefix/%E4").expecting(400));
        check("path-backslash", "a backslash", get("/map/prefix/a\\b").expecting(400));
        check(
                "path-backslash-escaped",
                "an escaped backslash",
                get("/map/prefix/a%5Cb").expecting(400));
        check("path-fragment", "a fragment", get("/map/prefix/a#b").expecting(400));
        check(
                "path-signs-refused",
                "signs that no path may have",
                get("/map/prefix/|^`{}[]<>\"").expecting(400));
    }

    private static String shown(String path) {
        return path.length() < 100 ? path : path.substring(0, 20) + "...";
    }

    private static void describe(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpServletMapping mapping = request.getHttpServletMapping();
        Answers.text(
                response,
                request.getRequestURL(),
                request.getRequestURI(),
                request.getContextPath(),
                request.getServletPath(),
                request.getPathInfo(),
                request.getPathTranslated() != null,
                request.getQueryString(),
                mapping.getMappingMatch() + " " + mapping.getMatchValue() + " " + mapping.getPattern(),
                request.getDispatcherType(),
                request.getProtocol() + " " + request.getScheme() + " " + request.isSecure(),
                request.getServerName() + " " + request.getServerPort(),
                request.getLocalAddr() + " " + request.getLocalName() + " " + request.getLocalPort(),
                request.getRemoteAddr() + " " + request.getRemoteHost() + " " + (request.getRemotePort() > 0),
                request.isAsyncSupported() + " " + request.isAsyncStarted(),
                request.getUserPrincipal() + " " + request.getAuthType(),
                request.getServletContext().getRealPath("/static/style.css") != null,
                request.getServletConnection().getProtocol() + " "
                        + request.getServletConnection().isSecure());
    }
}
