package io.panelws.testkit.cost;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One call of a node, with the same headers over both transports.
 *
 * @param body empty for a GET
 * @param id whether the message has one (generation 2)
 */
record Call(String method, String path, String body, boolean id) {

    private static final String API = "/api/v1/server/UniProxy/";
    private static final int USERS = 150;

    static Call config(boolean id) {
        return new Call("GET", API + "config", "", id);
    }

    static Call user() {
        return new Call("GET", API + "user", "", false);
    }

    /** 4 kB of traffic, never twice the same. */
    static Call push() {
        String body = IntStream.rangeClosed(1, USERS)
                .mapToObj(user -> "\"%d\":[%s,12345678]".formatted(user, user == 1 ? RequestBytes.NUMBER : "123456789"))
                .collect(Collectors.joining(",", "{", "}"));
        return new Call("POST", API + "push", body, false);
    }

    /** The request over HTTP/1.1: with what a message leaves to the handshake. */
    String http(String context, int node) {
        return method + " " + context + path + query(node) + " HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + "User-Agent: Go-http-client/1.1\r\n"
                + "Accept: application/json\r\n"
                + "Content-Type: application/json\r\n"
                + (body.isEmpty() ? "If-None-Match: \"old\"\r\n" : "Content-Length: " + body.length() + "\r\n")
                + "\r\n"
                + body;
    }

    String message() {
        return "{\"method\":\"" + method + "\",\"path\":\"" + path + "\",\"headers\":{"
                + "\"Accept\":[\"application/json\"],\"Content-Type\":[\"application/json\"]"
                + (body.isEmpty() ? ",\"If-None-Match\":[\"\\\"old\\\"\"]}" : "},\"body\":\"" + encodedBody() + "\"")
                + (id ? ",\"id\":" + RequestBytes.NUMBER : "")
                + "}";
    }

    private String encodedBody() {
        return Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.US_ASCII));
    }

    /** What a node's handshake and each of its HTTP requests say (P-3). */
    static String query(int node) {
        return "?node_id=" + node + "&node_type=vless&token=0123456789abcdef";
    }
}
