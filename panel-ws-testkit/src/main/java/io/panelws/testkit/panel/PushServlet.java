package io.panelws.testkit.panel;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.panelws.testkit.node.Traffic;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code POST /api/v1/server/UniProxy/push}: adds traffic to users' bills. Thread-safe.
 *
 * <p>As with any panel, executing a push twice bills twice (P-15); {@link PanelStore#pushes()} shows it.
 */
public final class PushServlet extends PanelServlet {

    private static final long serialVersionUID = 1;
    private static final String SHAPE = "The traffic of a user is not [upload, download] in bytes.";

    /** Made by the container. */
    public PushServlet() {
        super("POST");
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response, PanelStore store)
            throws IOException, BadInputException {
        store.book(PerUser.read(request.getInputStream().readAllBytes(), PushServlet::traffic));
        Answer.done(response);
    }

    private static Traffic traffic(JsonReader json) throws IOException, BadInputException {
        PerUser.expect(json, JsonToken.BEGIN_ARRAY, SHAPE);
        json.beginArray();
        Traffic traffic = new Traffic(bytes(json), bytes(json));
        PerUser.expect(json, JsonToken.END_ARRAY, SHAPE);
        json.endArray();
        return traffic;
    }

    private static long bytes(JsonReader json) throws IOException, BadInputException {
        PerUser.expect(json, JsonToken.NUMBER, SHAPE);
        String number = json.nextString();
        if (!number.matches("[0-9]{1,18}")) {
            throw new BadInputException(SHAPE);
        }
        return Long.parseLong(number);
    }
}
