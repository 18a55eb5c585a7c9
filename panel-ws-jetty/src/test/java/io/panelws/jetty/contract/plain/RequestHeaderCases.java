package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.get;
import static io.panelws.jetty.contract.CaseRequest.post;

import io.panelws.jetty.contract.CaseRequest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** Header fields of the request, as the servlet sees them. */
final class RequestHeaderCases extends PlainGroup {

    private static final CaseRequest ECHO = get("/headers");

    RequestHeaderCases() {
        super("request headers");
        serve("/headers", RequestHeaderCases::echo);
        check("headers-none", "only those of every request", ECHO);
        check("headers-accept", "Accept, as nodes send it", ECHO.header("Accept", "*/*"));
        check("headers-several", "several values", ECHO.header("X-A", "1").header("X-A", "2, 3"));
        check(
                "headers-empty",
                "an empty value",
                ECHO.header("If-None-Match", "").header("X-A", ""));
        check("headers-utf-8", "UTF-8 is read as Latin-1", ECHO.header("X-A", "Jürgen 中😀"));
        check("headers-blank", "blanks around a value", ECHO.header("X-A", " \t a \t b \t "));
        check("headers-long", "a value of 6,000 characters", ECHO.header("X-A", "x".repeat(6000)));
        check(
                "headers-too-long",
                "a value of 10,000 characters",
                ECHO.header("X-A", "x".repeat(10_000)).expecting(431));
        check("headers-cookie", "a cookie header", ECHO.header("Cookie", "a=1; b=\"2 3\"; c="));
        check(
                "headers-cookies",
                "two cookie headers",
                ECHO.header("Cookie", "a=1").header("Cookie", "b=2"));
        check("headers-bad-cookie", "a malformed cookie", ECHO.header("Cookie", "a b; ;=;c=1"));
        check("headers-user-agent", "a User-Agent of its own", ECHO.header("User-Agent", "other/2"));
        check(
                "headers-symbols",
                "a name with every symbol of a token but the underscore",
                ECHO.header("!#$%&'*+-.^`|~9", "1"));
        check("headers-underscore", "a name with an underscore", ECHO.header("X_A", "1"));
        check(
                "headers-case",
                "names in unusual case",
                ECHO.header("aCCEPT", "text/plain").header("x-A", "1"));
        check("headers-many", "eighty fields", many(80));
        check("headers-too-many", "a hundred and twenty fields", many(120));
        check(
                "headers-control",
                "a control character",
                ECHO.header("X-A", "a\u0001b").expecting(400));
        check("headers-bad-name", "a name with a blank", ECHO.header("X A", "1").expecting(400));
        check(
                "headers-expect",
                "an expectation that nobody knows",
                ECHO.header("Expect", "more").expecting(417));
        check("headers-hop", "fields for one hop", ECHO.header("TE", "trailers").header("Keep-Alive", "1"));
        check("headers-proxy", "fields that a proxy sets", ECHO.header("X-Forwarded-For", "192.0.2.1"));
        check(
                "headers-types",
                "two content types",
                post("/headers", "text/plain", "x").header("Content-Type", "a/b"));
        check("headers-type-case", "a content type in capitals", post("/headers", "TEXT/PLAIN; CHARSET=UTF-8", "x"));
        check("headers-cookie-version", "a versioned cookie", ECHO.header("Cookie", "$Version=1; a=b; $Path=/"));
        check(
                "headers-cookie-comma",
                "cookies with commas and without a name",
                ECHO.header("Cookie", "a=b,c=d; =e; f"));
        check("headers-cookie-quoted", "a quoted cookie", ECHO.header("Cookie", "a=\"b\\\"c\"; d=\"open"));
        check("headers-cookie-utf-8", "a cookie beyond ASCII", ECHO.header("Cookie", "a=ü"));
        check(
                "headers-origin",
                "what a browser says of itself",
                ECHO.header("Origin", "http://a").header("DNT", "1"));
        check(
                "attributes",
                "the names of the request's attributes",
                (request, response) ->
                        Answers.text(response, new TreeSet<>(Collections.list(request.getAttributeNames()))));
        check(
                "connection",
                "what a request over HTTP/1.1 has not",
                (request, response) -> Answers.text(
                        response,
                        "[" + request.getProtocolRequestId() + "]",
                        request.getRequestId().isEmpty(),
                        "[" + request.getServletConnection().getProtocolConnectionId() + "]",
                        request.newPushBuilder(),
                        request.isTrailerFieldsReady(),
                        request.getTrailerFields(),
                        response.getBufferSize()));
        check("headers-etag", "If-None-Match with quotes and a list", ECHO.header("If-None-Match", "W/\"a\", \"b,c\""));
        serve("/typed-headers", (request, response) -> {
            Object date = request.getDateHeader("If-Modified-Since");
            Answers.text(response, date, request.getIntHeader("X-Count"), Collections.list(request.getLocales()));
        });
        CaseRequest typed = get("/typed-headers");
        check(
                "headers-typed",
                "date, number and locales",
                typed.header("If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT")
                        .header("X-Count", "42")
                        .header("Accept-Language", "de;q=0.5, fr-CH, en-GB;q=0.8"));
        check(
                "headers-bad-date",
                "a date that is none",
                typed.header("If-Modified-Since", "now").expecting(500));
        check(
                "headers-bad-number",
                "a number that is none",
                typed.header("X-Count", "many").expecting(500));
    }

    private static CaseRequest many(int count) {
        CaseRequest many = ECHO;
        for (int i = 0; i < count; i++) {
            many = many.header("X-" + i, "value " + i);
        }
        return many;
    }

    private static void echo(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Object> lines = new ArrayList<>();
        for (String name : new TreeSet<>(Collections.list(request.getHeaderNames()))) {
            lines.add(name + " = " + Collections.list(request.getHeaders(name)));
        }
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            lines.add("cookie " + cookie.getName() + " = " + cookie.getValue());
        }
        Answers.text(response, lines.toArray());
    }
}
