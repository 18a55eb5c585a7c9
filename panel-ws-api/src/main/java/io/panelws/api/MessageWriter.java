package io.panelws.api;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the JSON of both messages. */
final class MessageWriter {

    private MessageWriter() {}

    static String write(WsRequest request) {
        StringWriter text = new StringWriter();
        try {
            JsonWriter json = new JsonWriter(text);
            json.beginObject();
            id(json, request.id());
            json.name("method").value(wellFormed(request.method()));
            json.name("path").value(wellFormed(request.path()));
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

    /** Everything up to the opening quotation mark of the body, which {@link JsonWriter} cannot write in pieces. */
    static String responseHead(long id, int status, Map<String, List<String>> headers) {
        StringWriter text = new StringWriter();
        try {
            JsonWriter json = new JsonWriter(text);
            json.beginObject();
            id(json, id);
            json.name("status").value(status);
            headers(json, headers);
            json.flush();
            return text.append(",\"body\":\"").toString();
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
        // Two names may become one when they are mended, and encoding/json/v2 refuses a name that is there twice.
        Map<String, List<String>> mended = new LinkedHashMap<>();
        headers.forEach((name, values) ->
                mended.computeIfAbsent(wellFormed(name), n -> new ArrayList<>()).addAll(values));
        json.name("headers").beginObject();
        for (Map.Entry<String, List<String>> header : mended.entrySet()) {
            json.name(header.getKey()).beginArray();
            for (String value : header.getValue()) {
                json.value(wellFormed(value));
            }
            json.endArray();
        }
        json.endObject();
    }

    /** UTF-8 cannot express an unpaired surrogate, and {@code encoding/json/v2} refuses its escape. */
    private static String wellFormed(String text) {
        if (isWellFormed(text)) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text.length());
        text.codePoints().forEach(c -> mended.appendCodePoint(isSurrogate(c) ? 0xFFFD : c));
        return mended.toString();
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (isSurrogate(text.codePointAt(i))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
