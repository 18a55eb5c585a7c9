package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.get;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

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
        served();
        refused();
    }

    private void served() {
        path("slash", "/map/prefix/", 200);
        path("parameters", "/map/prefix/a;x=1;y/b;jsessionid=z", 200);
        path("parameter-first", "/map;v=1/prefix/a", 200);
        path("raw", "/map/prefix/ä中😀", 200);
        path("escaped", "/map/prefix/%C3%A4%20%E4%B8%AD", 200);
        path("blank", "/map/prefix/a b", 200);
        path("signs", "/map/prefix/a:b@c!$&'()*,=~+", 200);
        path("dots", "/map/prefix/.../a..b/.c", 200);
        path("escaped-plain", "/map/pre%66ix/%41", 200);
        path("parameters-bad", "/map/prefix/a;x=%E4/b;y=%zz", 200);
        path("parameters-dots", "/map/prefix/a;x=%2e%2e;y=..", 200);
        path("control-beyond-ascii", "/map/prefix/%C2%85%C2%80", 200);
        path("encoded-semicolon", "/map/prefix/a%3Bb%3Fc%23d", 200);
        path("parameter-empty", "/map/prefix;/a;", 200);
        path("blank-last", "/map/prefix/a%20", 200);
        path("dot", "/map/prefix/./a", 200);
        path("dot-dot", "/map/prefix/../prefix/a", 200);
        check("path-long", "a long path", get("/map/prefix/" + "x".repeat(3000)));
    }

    private void refused() {
        path("slash-escaped", "/map/prefix/a%2Fb", 400);
        path("slashes", "/map/prefix/a//b", 400);
        path("slashes-first", "//map/prefix/a", 400);
        path("slashes-last", "/map/prefix//", 400);
        path("parameter-alone", "/map/prefix/;x/a", 400);
        path("control", "/map/prefix/a%09b", 400);
        path("delete", "/map/prefix/a%7Fb", 400);
        path("utf-16", "/map/prefix/%u0041", 400);
        path("overlong", "/map/prefix/%C0%AF", 400);
        check(
                "path-too-long",
                "a path of 9,000 characters",
                get("/map/prefix/" + "x".repeat(9000)).expecting(414));
        path("nul", "/map/prefix/a%00b", 400);
        path("dot-dot-escaped", "/map/prefix/%2e%2e/prefix/a", 400);
        path("dot-parameter", "/map/prefix/..;x/a", 400);
        path("percent", "/map/prefix/a%25b", 400);
        path("bad-escape", "/map/prefix/%zz", 400);
        path("latin-1", "/map/prefix/%E4", 400);
        path("backslash", "/map/prefix/a\\b", 400);
        path("backslash-escaped", "/map/prefix/a%5Cb", 400);
        path("fragment", "/map/prefix/a#b", 400);
        path("signs-refused", "/map/prefix/|^`{}[]<>\"", 400);
    }

    private void path(String id, String path, int status) {
        check("path-" + id, "the path " + path, get(path).expecting(status));
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
