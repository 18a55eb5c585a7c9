package io.panelws.testkit.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a request message by the rules of the protocol and the table of bad input. */
final class BareMessage {

    private static final int MAX_HEADERS = 100;

    /** Says why a message is refused. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final transient BareReply reply;

        Refused(int status, String sentence) {
            this(BareReply.error(status, sentence));
        }

        Refused(BareReply reply) {
            this.reply = reply;
        }

        BareReply reply() {
            return reply;
        }
    }

    private final JsonObject json;

    BareMessage(String text) throws Refused {
        require(
                JsonText.malformation(text).isEmpty()
                        && JsonText.duplicate(text).isEmpty(),
                "This is no request.");
        try {
            json = JsonParser.parseString(text).getAsJsonObject();
        } catch (JsonParseException e) {
            throw new Refused(400, "This is not JSON.");
        }
    }

    Optional<Long> id() throws Refused {
        if (!json.has("id")) {
            return Optional.empty();
        }
        require(json.get("id").toString().matches("[1-9][0-9]{0,18}"), "The id is not a positive integer.");
        return Optional.of(json.get("id").getAsLong());
    }

    /** The request within what the handshake's query says. */
    BareApi.Request request(String handshakeQuery) throws Refused {
        String method = string("method");
        String target = string("path");
        require(target.startsWith("/") && !target.startsWith("//"), "The path does not begin with one slash.");
        require(target.chars().noneMatch(c -> c < ' '), "The path has a control character.");
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        requireNoDots(path);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        requireNoIdentity(query);
        if (!Set.of("GET", "POST").contains(method)) {
            throw new Refused(BareReply.error(405, "The method is not allowed.").with("Allow", "GET, POST"));
        }
        return new BareApi.Request(method, path, query + "&" + handshakeQuery, ifNoneMatch(), body());
    }

    private String string(String name) throws Refused {
        JsonElement value = json.get(name);
        require(isString(value), "The " + name + " is not a string.");
        return value.getAsString();
    }

    private String body() throws Refused {
        if (!json.has("body")) {
            return "";
        }
        try {
            String body = string("body");
            require(body.length() % 4 == 0, "The body is not base64.");
            return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "The body is not base64.");
        }
    }

    private String ifNoneMatch() throws Refused {
        String condition = "";
        JsonElement headers = json.has("headers") ? json.get("headers") : new JsonObject();
        require(headers.isJsonObject(), "The headers are not an object.");
        require(headers.getAsJsonObject().size() <= MAX_HEADERS, "There are too many headers.");
        for (Map.Entry<String, JsonElement> header : headers.getAsJsonObject().entrySet()) {
            require(header.getKey().matches("[A-Za-z0-9-]+"), "A header's name is no token.");
            require(header.getValue().isJsonArray(), "A header's values are not an array.");
            for (JsonElement value : header.getValue().getAsJsonArray()) {
                require(isString(value), "A header's value is not a string.");
                require(value.getAsString().chars().noneMatch(c -> c < ' '), "A header has a control character.");
                condition = header.getKey().equals("If-None-Match") ? value.getAsString() : condition;
            }
        }
        return condition;
    }

    private static void requireNoDots(String path) throws Refused {
        String decoded = URLDecoder.decode(path, StandardCharsets.UTF_8);
        for (String segment : decoded.split("/")) {
            require(!List.of(".", "..").contains(segment), "The path has a dot segment.");
        }
    }

    private static void requireNoIdentity(String query) throws Refused {
        for (String parameter : query.split("&")) {
            String name = URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8);
            require(!Set.of("node_id", "node_type", "token").contains(name), "The query sets who asks.");
        }
    }

    private static boolean isString(JsonElement value) {
        return value != null
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isString();
    }

    private static void require(boolean met, String otherwise) throws Refused {
        if (!met) {
            throw new Refused(400, otherwise);
        }
    }
}
