package io.panelws.jetty.contract.plain;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Header fields of the response. */
final class ResponseHeaderCases extends PlainGroup {

    ResponseHeaderCases() {
        super("response headers");
        sends("reply-several", "several values", "X-A", "1", "X-B", "2", "X-A", "3");
        sends("reply-empty", "an empty value", "X-A", "", "ETag", "");
        sends("reply-latin-1", "Latin-1 characters", "X-A", "J\u00fcrgen");
        sends("reply-utf-8", "UTF-8 written as Latin-1", "X-A", latin1("Jürgen 中"));
        sends("reply-beyond-latin-1", "characters that HTTP cannot carry", "X-A", "a中b😀c");
        sends("reply-line-break", "a value with a line break", "X-A", "a\r\nX-Evil: 1");
        sends("reply-control", "a value with control characters", "X-A", "a\u0000b\tc\u0007d\u007fe");
        sends("reply-bad-name", "a name with a blank and a colon", "X A:", "1");
        sends("reply-blank", "blanks around a value", "X-A", "  a  b  ");
        sends("reply-spelling", "unusual spelling", "etag", "\"1\"", "CACHE-control", "no-store", "x-oWN", "1");
        sends("reply-long", "a value of 6,000 characters", "X-A", "x".repeat(6000));
        sends("reply-vary", "fields that lists are made of", "Vary", "A", "Vary", "B", "Link", "<a>", "Link", "<b>");
        sends("reply-caching", "validators", "ETag", "W/\"a\"", "Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT");
        sends("reply-own-date", "a date and a server of its own", "Date", "today", "Server", "mine");
        sends("reply-connection", "fields of the connection", "Connection", "close, X-Hop", "X-Hop", "1");
        sends("reply-chunked", "a transfer encoding of its own", "Transfer-Encoding", "chunked");
        sends("reply-length-twice", "a length that is said twice", "Content-Length", "5", "Content-Length", "5");
        sends("reply-cookie-fields", "cookies as fields", "Set-Cookie", "a=1", "set-cookie", "b=2; Path=/");
        sends("reply-proxy", "fields about proxies", "Via", "1.1 x", "Proxy-Authenticate", "Basic", "Age", "1");
        sends("reply-types", "two content types", "Content-Type", "text/html", "Content-Type", "text/css");
        sends("reply-edges", "unusual blanks around values", "X-A", "\u00a0a\u00a0", "X-B", "\ta\t", "X-C", " ");
        sends("reply-every-character", "every character of Latin-1 and one more", "X-A", "x" + everyCharacter() + "x");
        check("reply-length-negative", "a length below zero, flushed", (request, response) -> {
            response.setHeader("Content-Length", "-5");
            response.getOutputStream().print("he");
            response.flushBuffer();
            response.getOutputStream().print("llo");
        });
        check(
                "reply-customizer",
                "a field that a customizer of the connector adds",
                (request, response) -> Answers.text(response, response.getHeader("X-Customized")));
        check("reply-too-long", "a value of 20,000 characters", 500, (request, response) -> {
            response.setHeader("X-A", "x".repeat(20_000));
            Answers.text(response, "long");
        });
        check("reply-typed", "dates, numbers, locale and content type", (request, response) -> {
            response.setDateHeader("Expires", 0);
            response.setDateHeader("X-Dates", 1_000_000_000_000L);
            response.addDateHeader("X-Dates", 1_100_000_000_000L);
            response.setIntHeader("X-Number", -5);
            response.setLocale(Locale.CANADA_FRENCH);
            response.setContentType("application/json");
            response.getWriter().print("{}");
        });
        check("reply-replaced", "set, added, set again, taken back", (request, response) -> {
            response.addHeader("X-A", "1");
            response.addHeader("X-A", "2");
            response.setHeader("X-A", "3");
            response.addHeader("X-B", "1");
            response.setHeader("X-B", null);
            Answers.text(
                    response, response.getHeader("x-a"), response.getHeaderNames(), response.containsHeader("X-B"));
        });
        check("reply-cookies", "cookies with every attribute", (request, response) -> {
            Cookie cookie = new Cookie("a", "1");
            cookie.setDomain("example.org");
            cookie.setPath("/x");
            cookie.setMaxAge(3600);
            cookie.setSecure(true);
            cookie.setHttpOnly(true);
            cookie.setAttribute("SameSite", "Lax");
            response.addCookie(cookie);
            response.addCookie(new Cookie("b", ""));
            Cookie deleted = new Cookie("c", "x");
            deleted.setMaxAge(0);
            response.addCookie(deleted);
            Answers.text(response, "cookies");
        });
        check("reply-trailers", "trailers", (request, response) -> {
            response.setHeader("Trailer", "X-Sum");
            response.setTrailerFields(() -> Map.of("X-Sum", "1"));
            Answers.text(response, "with trailers");
        });
        status("status-201", "201 with Location", 201, (response, text) -> response.setHeader("Location", "/a"));
        status("status-203", "a body with an unusual status", 203, (response, text) -> {});
        status("status-404", "404 with the servlet's own body", 404, (response, text) -> {});
        status("status-599", "a status that nobody has registered", 599, (response, text) -> {});
    }

    private void sends(String id, String sentence, String... namesAndValues) {
        check(id, sentence, (request, response) -> {
            for (int i = 0; i < namesAndValues.length; i += 2) {
                response.addHeader(namesAndValues[i], namesAndValues[i + 1]);
            }
            Answers.text(response, "sent");
        });
    }

    private void status(String id, String sentence, int status, BiConsumer<HttpServletResponse, String> more) {
        check(id, sentence, status, (request, response) -> {
            response.setStatus(status);
            more.accept(response, id);
            Answers.text(response, id);
        });
    }

    private static String everyCharacter() {
        return IntStream.rangeClosed(0, 0x101).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
