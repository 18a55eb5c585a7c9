package io.panelws.jetty.abuse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The text of a request message, as a node would write it. */
final class Message {

    /** What a node sends that reports traffic. */
    static final String REPORT = "{\"5\":[1024,2048]}";

    private Message() {}

    static String get(String path) {
        return text(0, "GET", path, "");
    }

    static String get(long id, String path) {
        return text(id, "GET", path, "");
    }

    static String post(String path, String body) {
        return text(0, "POST", path, body);
    }

    static String post(long id, String path, String body) {
        return text(id, "POST", path, body);
    }

    private static String text(long id, String method, String path, String body) {
        String encoded = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
        return "{" + (id > 0 ? "\"id\":" + id + "," : "") + "\"method\":\"" + method + "\",\"path\":\"" + path
                + "\",\"headers\":{\"Content-Type\":[\"application/json\"]},\"body\":\"" + encoded + "\"}";
    }
}
