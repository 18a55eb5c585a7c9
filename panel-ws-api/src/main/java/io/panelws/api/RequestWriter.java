package io.panelws.api;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Writes the JSON of a request as a node does. */
final class RequestWriter {

    private RequestWriter() {}

    static String write(WsRequest request) {
        StringWriter text = new StringWriter();
        try {
            JsonWriter json = new JsonWriter(text);
            json.beginObject();
            id(json, request.id());
            json.name("method").value(Utf8.wellFormed(request.method(), Utf8.REPLACEMENT));
            json.name("path").value(Utf8.wellFormed(request.path(), Utf8.REPLACEMENT));
            if (!request.headers().isEmpty()) {
                headers(json, request.headers());
            }
            if (request.bodyBuffer().hasRemaining()) {
                json.name("body").value(Base64.getEncoder().encodeToString(request.body()));
            }
            json.endObject();
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
    }

    private static void id(JsonWriter json, long id) throws IOException {
        if (id != WsRequest.NO_ID) {
            json.name("id").value(id);
        }
    }

    private static void headers(JsonWriter json, Map<String, List<String>> headers) throws IOException {
        json.name("headers").beginObject();
        for (Map.Entry<String, List<String>> header :
                Headers.wellFormed(headers).entrySet()) {
            json.name(header.getKey()).beginArray();
            for (String value : header.getValue()) {
                json.value(value);
            }
            json.endArray();
        }
        json.endObject();
    }
}
