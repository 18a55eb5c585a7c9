package io.panelws.jetty.hostile;

import java.util.List;
import java.util.Random;

/** Texts of messages: valid ones, and what becomes of them. Each is to be answered once. */
final class Messages {

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "\\",
            "\\u0000",
            "\\ud800",
            "\\u000d\\u000a",
            "\r\n",
            "null",
            "true",
            "-1",
            "1e9",
            "9223372036854775808",
            "1.0",
            "\"id\":",
            "\"id\":0,",
            "\"method\":\"POST\",",
            "\"path\":",
            "\"headers\":{}",
            "\"body\":\"=\"",
            "\u0000",
            "\u007f",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\uffff",
            "\u202e",
            "\ud83d\ude00",
            "\u0410",
            "%",
            "%00",
            "%2e%2e",
            "..;/",
            "/../",
            "//",
            "\\\\",
            "?",
            "&node_id=2",
            ";",
            "#",
            " ",
            "\t",
            "a".repeat(300),
            "==",
            "e30",
            "HTTP/1.1");

    private static final List<String> PATHS = List.of(
            "/api/x",
            "/api/\u4e2d",
            "/api/%e4%b8%ad?a=1",
            "/api/x?node_id=2",
            "/elsewhere",
            "/api/../x",
            "/api/%2e%2e/x",
            "//api",
            "http://a/",
            "",
            "/api/a%2fb",
            "/api/..;/x",
            "/api/%00",
            "/api/\\r\\nX: y",
            "/api/x?" + "&a=1".repeat(500),
            "/api/" + "x/".repeat(2000),
            "/api/" + "y".repeat(17_000),
            "/api/%zz",
            "/api/%ff",
            "*");

    private static final List<String> METHODS = List.of(
            "GET",
            "GET",
            "GET",
            "POST",
            "POST",
            "PUT",
            "DELETE",
            "OPTIONS",
            "PATCH",
            "get",
            "TRACE",
            "CONNECT",
            "",
            "G\\r\\nT",
            "PRI");

    private static final List<String> HEADERS = List.of(
            "",
            "\"headers\":{},",
            "\"headers\":null,",
            "\"headers\":{\"Content-Length\":[\"5\"],\"Transfer-Encoding\":[\"chunked\"]},",
            "\"headers\":{\"Host\":[\"evil\",\"evil\"],\"Connection\":[\"close\"],\"Upgrade\":[\"websocket\"]},",
            "\"headers\":{\"A\":[\"\\r\\nB: 1\"]},",
            "\"headers\":{\"A\\r\\nB\":[\"1\"]},",
            "\"headers\":{\"\":[\"\"]},",
            "\"headers\":[],",
            "\"headers\":{\"A\":\"b\"},",
            "\"headers\":{\"A\":[1]},",
            "\"headers\":{\"A\":[],\"a\":[],\"A\":[]},",
            "\"headers\":{\"Expect\":[\"100-continue\"]},",
            "\"headers\":{\"X\":[" + "\"1\",".repeat(150) + "\"2\"]},",
            "\"headers\":{\"X\":[\"" + "v".repeat(17_000) + "\"]},",
            "\"headers\":{\"Content-Type\":[\"application/x-www-form-urlencoded\"]},",
            "\"headers\":{\"Content-Encoding\":[\"gzip\"],\"Range\":[\"bytes=5-1\"]},",
            "\"headers\":{\"If-Modified-Since\":[\"never\"],\"Cookie\":[\"=;=;\\\"\"],\"Content-Type\":[\"multipart/form-data; boundary=\"]},");

    private static final List<String> BODIES = List.of(
            "e30=",
            "",
            "null",
            "AAA",
            "AAAA====",
            "A-_A",
            "A\\nAA",
            "\\u0041AAA",
            "QUJD".repeat(500),
            "////",
            "Zh==",
            "=AAA");

    private final Random random;

    Messages(Random random) {
        this.random = random;
    }

    String next() {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return deep();
        }
        if (kind == 1) {
            return pieces();
        }
        String text = message();
        for (int changes = random.nextInt(2) * random.nextInt(4); changes > 0; changes--) {
            text = changed(text);
        }
        return text;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String message() {
        String id = random.nextInt(3) == 0
                ? ""
                : "\"id\":" + (random.nextInt(20) == 0 ? any(PIECES) : 1 + random.nextInt(1_000_000)) + ",";
        String path = random.nextBoolean() ? PATHS.get(0) + random.nextInt() : any(PATHS);
        String headers = random.nextInt(3) > 0 ? "" : any(HEADERS);
        String body = random.nextInt(3) > 0 ? "" : ",\"body\":\"" + any(BODIES) + "\"";
        return "{" + id + headers + "\"method\":\"" + any(METHODS) + "\",\"path\":\"" + path + "\"" + body + "}";
    }

    private String changed(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(8));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, from) + any(PIECES) + text.substring(from);
            case 2 -> text.substring(0, from) + any(PIECES) + text.substring(to);
            case 3 -> text.substring(0, to) + text.substring(from);
            case 4 -> text.substring(0, from);
            default -> from == text.length() ? text + text : flipped(text, from);
        };
    }

    private String flipped(String text, int at) {
        char flipped = (char) (text.charAt(at) ^ 1 << random.nextInt(7));
        return text.substring(0, at) + flipped + text.substring(at + 1);
    }

    private String deep() {
        int depth = 1 + random.nextInt(3000);
        String deep = random.nextBoolean()
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        return random.nextBoolean() ? deep : "{\"method\":\"GET\",\"unknown\":" + deep + ",\"path\":\"/api/x\"}";
    }

    private String pieces() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append(any(PIECES));
        }
        return text.toString();
    }
}
