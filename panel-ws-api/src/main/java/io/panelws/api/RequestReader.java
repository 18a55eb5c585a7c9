package io.panelws.api;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a message of a node exactly: member names in their case, each at most once (P-6). What has a {@code status} and no
 * {@code method} is an answer (P-18).
 */
final class RequestReader {

    /** Far more than the protocol has, and few enough that remembering their names costs nothing. */
    private static final int MAX_MEMBERS = 32;

    private static final byte[] NO_BODY = {};

    private static final int NO_STATUS = -1;

    /** What is no status of an answer. */
    private static final int WRONG_STATUS = 0;

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final WsLimits limits;
    private final JsonScanner json;

    private final List<String> seen = new ArrayList<>(6);
    private long id = WsRequest.NO_ID;
    private String method = "";
    private String path = "";
    private Map<String, List<String>> headers = Map.of();
    private byte[] body = NO_BODY;
    private int status = NO_STATUS;

    private int headerCount;
    private long headerBytes;

    /** Reads what is between a heap buffer's position and limit, in the buffer's own array. */
    RequestReader(ByteBuffer utf8, WsLimits limits) {
        this.bytes = utf8.array();
        this.from = utf8.arrayOffset() + utf8.position();
        this.to = from + utf8.remaining();
        this.limits = limits;
        this.json = new JsonScanner(bytes, from, to);
    }

    WsRequest read() throws WsCodecException {
        checkSize();
        try {
            members();
            return request();
        } catch (JsonException e) {
            checkText();
            throw new WsCodecException(id, e.getMessage());
        }
    }

    WsMessage readMessage() throws WsCodecException {
        checkSize();
        try {
            members();
            return method.isEmpty() && status != NO_STATUS ? answer() : request();
        } catch (JsonException e) {
            checkText();
            AnswerOutline outline = AnswerOutline.of(bytes, from, to);
            throw outline.isAnswer()
                    ? WsCodecException.unreadableAnswer(outline.id(), e.getMessage())
                    : new WsCodecException(id, e.getMessage());
        }
    }

    private void checkSize() throws WsCodecException {
        if (to - from > limits.maxMessageBytes()) {
            throw WsCodecException.tooLarge(limits.maxMessageBytes());
        }
    }

    /** Whatever is wrong besides: RFC 6455, section 8.1 closes the connection for this one. */
    private void checkText() throws WsCodecException {
        if (!Utf8.isWellFormed(bytes, from, to)) {
            throw WsCodecException.malformedText(id);
        }
    }

    private WsRequest request() throws JsonException {
        if (method.isEmpty()) {
            throw new JsonException("The message has no method.");
        }
        if (path.isEmpty()) {
            throw new JsonException("The message has no path.");
        }
        return WsRequest.owning(id, method, path, headers, body);
    }

    private WsResponse answer() throws JsonException {
        if (status == WRONG_STATUS) {
            throw new JsonException("The message's status is not an integer of three digits.");
        }
        return new WsResponse(id, status, headers, body);
    }

    private void members() throws JsonException {
        if (to - from >= 3
                && bytes[from] == (byte) 0xEF
                && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF) {
            throw new JsonException("The message is not valid JSON: it begins with a byte order mark.");
        }
        if (json.peek() != '{') {
            throw json.unexpected("The message is not a JSON object.");
        }
        json.open();
        while (json.hasNext('}')) {
            member(json.name());
        }
        if (json.hasText()) {
            throw new JsonException("The message has text behind the JSON object.");
        }
    }

    private void member(String name) throws JsonException {
        if (seen.contains(name)) {
            throw new JsonException("The message has a member twice.");
        }
        if (seen.size() == MAX_MEMBERS) {
            throw new JsonException("The message has more than " + MAX_MEMBERS + " members.");
        }
        seen.add(name);
        json.passOverColon();
        switch (name) {
            case "id" -> id();
            case "method" -> method = json.string("method");
            case "path" -> path = json.string("path");
            case "headers" -> headers();
            case "body" -> body = json.isNull() ? NO_BODY : json.base64("body");
            case "status" -> status();
            default -> json.passOver();
        }
    }

    /** A request may have a member of that name, which then may be anything. */
    private void status() throws JsonException {
        long value = json.integerOrElse(WRONG_STATUS);
        status = value >= 100 && value <= 999 ? (int) value : WRONG_STATUS;
    }

    private void id() throws JsonException {
        long value = json.integer("id");
        if (value < 1) {
            throw new JsonException("The message's id is not positive.");
        }
        id = value;
    }

    private void headers() throws JsonException {
        if (json.isNull()) {
            return;
        }
        if (json.peek() != '{') {
            throw json.unexpected("The message's headers are not an object.");
        }
        json.open();
        headers = new LinkedHashMap<>(8);
        while (json.hasNext('}')) {
            String name = json.name();
            int nameBytes = json.utf8Length();
            json.passOverColon();
            if (headers.put(name, values(nameBytes)) != null) {
                throw new JsonException("The message has a header name twice.");
            }
        }
    }

    /** The values of one header; its name counts with each of them. */
    private List<String> values(int nameBytes) throws JsonException {
        if (json.peek() != '[') {
            throw json.unexpected("The values of a header are not an array of strings.");
        }
        json.open();
        if (!json.hasNext(']')) {
            count(nameBytes);
            return List.of();
        }
        String first = value(nameBytes);
        if (!json.hasNext(']')) {
            return List.of(first);
        }
        List<String> values = new ArrayList<>();
        values.add(first);
        do {
            values.add(value(nameBytes));
        } while (json.hasNext(']'));
        return Collections.unmodifiableList(values);
    }

    private String value(int nameBytes) throws JsonException {
        String value = json.string("header value");
        count(nameBytes + (long) json.utf8Length());
        return value;
    }

    private void count(long bytes) throws JsonException {
        if (++headerCount > limits.maxHeaderCount()) {
            throw new JsonException("The message has more than " + limits.maxHeaderCount() + " header lines.");
        }
        headerBytes += bytes;
        if (headerBytes > limits.maxHeaderBytes()) {
            throw new JsonException("The message's headers are larger than " + limits.maxHeaderBytes() + " bytes.");
        }
    }
}
