package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;

import io.panelws.testkit.conformance.Check.Bound;
import java.io.IOException;
import java.util.List;

/** The table of bad input: messages that are no request. */
final class BadMessageCases {

    static final String TABLE = "README, bad input";
    private static final String PATH = "\"path\":\"" + Call.CONFIG.path() + "\"";
    private static final String GET = "\"method\":\"GET\"," + PATH;

    static final List<Bound> ALL = List.of(
            refused("not-json", "Text that is not JSON", "not JSON", "{", "", "{'method':'GET'}", "{" + GET + ",}"),
            refused("not-an-object", "JSON that is not an object", "[{" + GET + "}]", "null", "7", "\"GET\""),
            refused("trailing-text", "A message with text behind its object", "{" + GET + "} x", "{" + GET + "}{}"),
            refused(
                    "duplicate-members",
                    "A message with a member or a header twice",
                    "{" + GET + ",\"path\":\"/other\"}",
                    "{" + GET + ",\"headers\":{\"A\":[\"1\"],\"A\":[\"2\"]}}"),
            refused(
                    "wrong-types",
                    "A message with a member missing or of the wrong type",
                    "{}",
                    "{\"method\":\"GET\"}",
                    "{" + PATH + "}",
                    "{\"method\":7," + PATH + "}",
                    "{\"method\":\"GET\",\"path\":[\"/\"]}",
                    "{" + GET + ",\"headers\":[]}",
                    "{" + GET + ",\"headers\":{\"A\":\"1\"}}",
                    "{" + GET + ",\"headers\":{\"A\":[1]}}",
                    "{" + GET + ",\"body\":7}",
                    "{" + GET + ",\"id\":\"1\"}",
                    "{" + GET + ",\"id\":1.5}",
                    "{" + GET + ",\"id\":-1}"),
            refused(
                    "bad-base64",
                    "A message whose body is not base64 with padding",
                    "{" + GET + ",\"body\":\"e30\"}",
                    "{" + GET + ",\"body\":\"-_8=\"}",
                    "{" + GET + ",\"body\":\"{}\"}"),
            refused(
                    "header-name",
                    "A message with a header name that is no token",
                    header("\"A\\r\\nB\":[\"1\"]"),
                    header("\"A B\":[\"1\"]"),
                    header("\"\":[\"1\"]")),
            refused(
                    "header-value",
                    "A message with a line break or a NUL in a header value",
                    header("\"A\":[\"1\\r\\nB: 2\"]"),
                    header("\"A\":[\"1\\n\"]"),
                    header("\"A\":[\"1\\u0000\"]")));

    private BadMessageCases() {}

    /** Each of the messages is answered once with 400, and the connection goes on. */
    private static Bound refused(String name, String what, String... messages) {
        return must(
                "bad-input/" + name,
                TABLE,
                what + " is answered once, with 400, and the connection goes on.",
                probe -> refused(probe, messages));
    }

    private static void refused(Probe probe, String... messages) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        for (String message : messages) {
            Answer answer = connection.ask(message);
            Finding.require(answer.status() == 400, "status 400 for " + message, answer.seen());
        }
        requireGoesOn(probe, connection);
    }

    /** The connection is in step: the next answer is that to the next request, and there is no other. */
    static void requireGoesOn(Probe probe, PanelConnection connection) throws IOException, Finding {
        Answer answer = connection.ask(Call.CONFIG.get());
        Finding.require(answer.isSuccess(), "that the connection goes on, with status 200", answer.seen());
        MessageCases.requireQuiet(probe, connection);
    }

    private static String header(String member) {
        return "{" + GET + ",\"headers\":{" + member + "}}";
    }
}
