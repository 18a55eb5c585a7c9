package io.panelws.testkit.panel;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /api/v1/server/UniProxy/alive}: the addresses that a node's users are online from. Thread-safe. */
public final class AliveServlet extends PanelServlet {

    private static final long serialVersionUID = 1;
    private static final String SHAPE = "The addresses of a user are not an array of strings.";

    /** Made by the container. */
    public AliveServlet() {
        super("POST");
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response, PanelStore store)
            throws IOException, BadInput {
        byte[] body = request.getInputStream().readAllBytes();
        store.alive(NodeKey.of(request), PerUser.read(body, AliveServlet::addresses));
        Answer.done(response);
    }

    private static List<String> addresses(JsonReader json) throws IOException, BadInput {
        PerUser.expect(json, JsonToken.BEGIN_ARRAY, SHAPE);
        List<String> addresses = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            PerUser.expect(json, JsonToken.STRING, SHAPE);
            addresses.add(json.nextString());
        }
        json.endArray();
        return List.copyOf(addresses);
    }
}
