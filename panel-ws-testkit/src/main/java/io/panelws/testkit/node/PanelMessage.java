package io.panelws.testkit.node;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/** Tells a panel's request from its answer: the request has a non-empty {@code method} (P-18). */
final class PanelMessage {

    private PanelMessage() {}

    static boolean isRequest(String message) {
        try (JsonReader json = new JsonReader(new StringReader(message))) {
            json.beginObject();
            while (json.hasNext()) {
                if (json.nextName().equals("method")) {
                    return json.peek() == JsonToken.STRING && !json.nextString().isEmpty();
                }
                json.skipValue();
            }
            return false;
        } catch (IOException | IllegalStateException e) {
            // Not an object: the codec says so better.
            return false;
        }
    }
}
