package io.panelws.api;

import com.google.gson.stream.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a response as Go's {@code encoding/json} does (P-12): member names in any case, the last of two wins, a
 * {@code null} is the empty value but leaves a number as it was, line breaks in base64 are passed over, bytes may be an
 * array of numbers. Only unpaired surrogates are refused, as {@code encoding/json/v2} does.
 */
final class ResponseReader extends MessageReader {

    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private int status;
    private byte[] body = {};

    ResponseReader(String text, WsLimits limits) {
        super(text, limits);
    }

    WsResponse read() throws WsCodecException {
        readMembers();
        return new WsResponse(id, status, headers, body);
    }

    @Override
    void member(String name) throws IOException, WsCodecException {
        switch (inLowerCase(name)) {
            case "id" -> id = isNull() ? id : integer("id");
            case "status" -> status = isNull() ? status : status();
            case "headers" -> headers();
            case "body" -> body = json.peek() == JsonToken.BEGIN_ARRAY ? numbers() : base64(unbroken(string("body")));
            default -> passOver();
        }
    }

    @Override
    String string(String what) throws IOException, WsCodecException {
        return isNull() ? "" : super.string(what);
    }

    private int status() throws IOException, WsCodecException {
        long value = integer("status");
        if (value != (int) value) {
            throw error("The message's status does not fit into 32 bits.");
        }
        return (int) value;
    }

    private void headers() throws IOException, WsCodecException {
        if (isNull()) {
            headers.clear();
            return;
        }
        if (json.peek() != JsonToken.BEGIN_OBJECT) {
            throw error("The message's headers are not an object.");
        }
        json.beginObject();
        while (json.hasNext()) {
            String name = name();
            if (isNull()) {
                countHeader(name, "");
                headers.put(name, List.of());
            } else {
                headers.put(name, headerValues(name));
            }
        }
        json.endObject();
    }

    private byte[] numbers() throws IOException, WsCodecException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        json.beginArray();
        while (json.hasNext()) {
            long value = isNull() ? 0 : integer("body");
            if (value < 0 || value > 255) {
                throw error("The message's body holds a number that is not a byte.");
            }
            bytes.write((int) value);
        }
        json.endArray();
        return bytes.toByteArray();
    }

    /** The long s, U+017F, is the one letter outside of ASCII that Go takes for one of these names. */
    private static String inLowerCase(String name) {
        return name.toLowerCase(Locale.ROOT).replace('\u017f', 's');
    }

    private static String unbroken(String base64) {
        return base64.replace("\n", "").replace("\r", "");
    }
}
