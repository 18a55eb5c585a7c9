package io.panelws.jetty.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that is sent over both transports.
 *
 * @param method the method
 * @param path path and query within the context, as a node writes them: raw non-ASCII is allowed
 * @param headers the header fields
 * @param body the body, empty for none
 * @param remembers whether cookies and entity tag of the case's earlier answers come along
 * @param status what HTTP must answer, so that no case passes because both sides fail alike
 */
public record CaseRequest(
        String method, String path, Map<String, List<String>> headers, byte[] body, boolean remembers, int status) {

    /** Stands for the status of a response that breaks off. */
    public static final int BROKEN = 0;

    public static CaseRequest of(String method, String path) {
        return new CaseRequest(method, path, Map.of(), new byte[0], false, 200);
    }

    public static CaseRequest get(String path) {
        return of("GET", path);
    }

    public static CaseRequest post(String path, String contentType, String body) {
        return post(path, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public static CaseRequest post(String path, String contentType, byte[] body) {
        return of("POST", path).header("Content-Type", contentType).body(body);
    }

    public static CaseRequest form(String path, String body) {
        return post(path, "application/x-www-form-urlencoded", body);
    }

    public CaseRequest body(byte[] bytes) {
        return new CaseRequest(method, path, headers, bytes, remembers, status);
    }

    /** Adds a value. */
    public CaseRequest header(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, values);
        return new CaseRequest(method, path, more, body, remembers, status);
    }

    public CaseRequest method(String other) {
        return new CaseRequest(other, path, headers, body, remembers, status);
    }

    public CaseRequest again() {
        return new CaseRequest(method, path, headers, body, true, status);
    }

    public CaseRequest expecting(int expected) {
        return new CaseRequest(method, path, headers, body, remembers, expected);
    }
}
