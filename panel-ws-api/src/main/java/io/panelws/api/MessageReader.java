package io.panelws.api;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** One pass over the JSON text of a message, and sentences for what is wrong with it. */
abstract class MessageReader {

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");

    private final String text;
    private final WsLimits limits;
    private int headerCount;
    private long headerBytes;

    final JsonReader json;
    long id = WsRequest.NO_ID;

    MessageReader(String text, WsLimits limits) {
        this.text = text;
        this.limits = limits;
        this.json = new JsonReader(new StringReader(text));
        beStrict(json);
    }

    /**
     * Before Gson 2.11 the strictest that there is takes control characters in strings, {@code \\'} and literals in upper
     * case: a node that tests a panel can live with that.
     */
    private static void beStrict(JsonReader json) {
        try {
            json.setStrictness(Strictness.STRICT);
        } catch (LinkageError e) {
            assert !json.isLenient();
        }
    }

    /** Reads the value of a member of the message, or passes over it when the protocol does not know the name. */
    abstract void member(String name) throws IOException, WsCodecException;

    final void readMembers() throws WsCodecException {
        if (utf8Length(text) > limits.maxMessageBytes()) {
            throw WsCodecException.tooLarge(limits.maxMessageBytes());
        }
        if (text.startsWith("\uFEFF")) {
            throw error("The message is not valid JSON: it begins with a byte order mark.");
        }
        boolean ended = false;
        try {
            if (json.peek() != JsonToken.BEGIN_OBJECT) {
                throw error("The message is not a JSON object.");
            }
            json.beginObject();
            while (json.hasNext()) {
                member(name());
            }
            json.endObject();
            ended = true;
            json.peek(); // A strict reader throws unless this is the end of the text.
        } catch (EOFException e) {
            throw error("The message ends before its JSON does.");
        } catch (MalformedJsonException | IllegalStateException e) {
            throw error(ended ? "The message has text behind the JSON object." : "The message is not valid JSON.");
        } catch (IOException e) {
            throw error("The message could not be read as JSON.");
        }
    }

    final WsCodecException error(String sentence) {
        return new WsCodecException(id, sentence);
    }

    final String name() throws IOException, WsCodecException {
        return wellFormed(json.nextName());
    }

    String string(String what) throws IOException, WsCodecException {
        if (json.peek() != JsonToken.STRING) {
            throw error("The message's " + what + " is not a string.");
        }
        return wellFormed(json.nextString());
    }

    /** Gson before 2.15 takes the escape of an unpaired surrogate. */
    private String wellFormed(String string) throws WsCodecException {
        if (!Utf8.isWellFormed(string)) {
            throw error("The message is not valid JSON.");
        }
        return string;
    }

    final long integer(String what) throws IOException, WsCodecException {
        if (json.peek() == JsonToken.NUMBER) {
            String literal = json.nextString();
            if (INTEGER.matcher(literal).matches()) {
                try {
                    return Long.parseLong(literal);
                } catch (NumberFormatException e) {
                    throw error("The message's " + what + " does not fit into 64 bits.");
                }
            }
        }
        throw error("The message's " + what + " is not an integer.");
    }

    /** The values of one header, counted against the limits. */
    final List<String> headerValues(String name) throws IOException, WsCodecException {
        if (json.peek() != JsonToken.BEGIN_ARRAY) {
            throw error("The values of a header are not an array of strings.");
        }
        List<String> values = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            String value = string("header value");
            countHeader(name, value);
            values.add(value);
        }
        json.endArray();
        if (values.isEmpty()) {
            countHeader(name, "");
        }
        return values;
    }

    final void countHeader(String name, String value) throws WsCodecException {
        if (++headerCount > limits.maxHeaderCount()) {
            throw error("The message has more than " + limits.maxHeaderCount() + " header lines.");
        }
        headerBytes += utf8Length(name) + utf8Length(value);
        if (headerBytes > limits.maxHeaderBytes()) {
            throw error("The message's headers are larger than " + limits.maxHeaderBytes() + " bytes.");
        }
    }

    final byte[] base64(String value) throws WsCodecException {
        try {
            if (value.length() % 4 == 0) {
                return Base64.getDecoder().decode(value);
            }
        } catch (IllegalArgumentException e) {
            // The same sentence as for a wrong length.
        }
        throw error("The message's body is not base64 in the standard alphabet with padding (RFC 4648, section 4).");
    }

    /** Reads a value that the protocol does not know. Gson's {@code skipValue()} lets strings pass that are not JSON. */
    final void passOver() throws IOException, WsCodecException {
        int depth = 0;
        do {
            switch (json.peek()) {
                case BEGIN_OBJECT -> {
                    json.beginObject();
                    depth++;
                }
                case END_OBJECT -> {
                    json.endObject();
                    depth--;
                }
                case BEGIN_ARRAY -> {
                    json.beginArray();
                    depth++;
                }
                case END_ARRAY -> {
                    json.endArray();
                    depth--;
                }
                case NAME -> name();
                case STRING -> wellFormed(json.nextString());
                default -> json.skipValue();
            }
        } while (depth > 0);
    }

    /** True when the value is {@code null}, which is then read: it stands for an absent member. */
    final boolean isNull() throws IOException {
        if (json.peek() != JsonToken.NULL) {
            return false;
        }
        json.nextNull();
        return true;
    }

    private static long utf8Length(String text) {
        long length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // Each half of a surrogate pair stands for two of its four bytes.
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }
}
