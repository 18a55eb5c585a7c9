package io.panelws.api;

import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of {@link RequestReader} on top of Gson's strict reader, to compare the two. */
final class GsonRequestReader extends MessageReader {

    /** Far more than the protocol has, and few enough that remembering their names costs nothing. */
    private static final int MAX_MEMBERS = 32;

    private final Set<String> seen = new HashSet<>();
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private String method = "";
    private String path = "";
    private byte[] body = {};

    GsonRequestReader(String text, WsLimits limits) {
        super(text, limits);
    }

    WsRequest read() throws WsCodecException {
        readMembers();
        if (method.isEmpty()) {
            throw error("The message has no method.");
        }
        if (path.isEmpty()) {
            throw error("The message has no path.");
        }
        return new WsRequest(id, method, path, headers, body);
    }

    @Override
    void member(String name) throws IOException, WsCodecException {
        if (!seen.add(name)) {
            throw error("The message has a member twice.");
        }
        if (seen.size() > MAX_MEMBERS) {
            throw error("The message has more than " + MAX_MEMBERS + " members.");
        }
        switch (name) {
            case "id" -> id();
            case "method" -> method = string("method");
            case "path" -> path = string("path");
            case "headers" -> headers();
            case "body" -> body = isNull() ? body : base64(string("body"));
            default -> passOver();
        }
    }

    private void id() throws IOException, WsCodecException {
        long value = integer("id");
        if (value < 1) {
            throw error("The message's id is not positive.");
        }
        id = value;
    }

    private void headers() throws IOException, WsCodecException {
        if (isNull()) {
            return;
        }
        if (json.peek() != JsonToken.BEGIN_OBJECT) {
            throw error("The message's headers are not an object.");
        }
        json.beginObject();
        while (json.hasNext()) {
            String name = name();
            if (headers.put(name, headerValues(name)) != null) {
                throw error("The message has a header name twice.");
            }
        }
        json.endObject();
    }
}
