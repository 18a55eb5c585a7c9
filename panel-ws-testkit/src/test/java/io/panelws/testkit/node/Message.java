package io.panelws.testkit.node;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a message says, read without the codec. */
record Message(JsonObject json) {

    static Message of(String text) {
        return new Message(JsonParser.parseString(text).getAsJsonObject());
    }

    /** The next frame, which must be a text. */
    static Message of(Peer peer) throws IOException {
        return of(peer.readFrame().text());
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    long id() {
        return json.get("id").getAsLong();
    }

    int status() {
        return json.get("status").getAsInt();
    }

    String path() {
        return json.get("path").getAsString();
    }

    String body() {
        return new String(Base64.getDecoder().decode(json.get("body").getAsString()), StandardCharsets.UTF_8);
    }
}
