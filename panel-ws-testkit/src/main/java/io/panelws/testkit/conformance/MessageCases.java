package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;
import static io.panelws.testkit.conformance.Check.Bound.should;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.Check.Bound;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** P-6 and P-7: what a request may be, and what an answer consists of. */
final class MessageCases {

    private static final int LARGE = 2 << 20;
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "proxy-connection");

    static final List<Bound> ALL = List.of(
            must("P-6/text", "P-6", "Answers are text messages.", MessageCases::text),
            must(
                    "P-6/no-headers",
                    "P-6",
                    "A request without headers is answered: the member may be absent.",
                    MessageCases::noHeaders),
            must(
                    "P-6/empty-body",
                    "P-6",
                    "A request whose body is an empty string is one without a body.",
                    MessageCases::emptyBody),
            must(
                            "P-6/large-body",
                            "P-6",
                            "A request with a body of 2 MiB is answered: a push for tens of thousands of users has as much.",
                            MessageCases::largeBody)
                    .after("P-6/pieces"),
            must(
                    "P-7/integers",
                    "P-7",
                    "The status is a number of three digits, written as an integer.",
                    MessageCases::integers),
            must(
                    "P-7/header-arrays",
                    "P-7",
                    "The headers are an object of arrays of strings.",
                    MessageCases::headerArrays),
            must(
                    "P-7/base64",
                    "P-7, P-12",
                    "The body is base64 in the standard alphabet, with padding and without line breaks.",
                    MessageCases::base64),
            must("P-7/id", "P-7", "The answer has the id of its request, every digit of an int64.", MessageCases::id),
            should("P-7/no-id", "P-7", "The answer has no id when its request had none.", MessageCases::noId),
            should(
                    "P-7/hop-by-hop",
                    "RFC 9110, 7.6.1",
                    "The answer's headers say nothing about a connection that is not there.",
                    MessageCases::hopByHop));

    private MessageCases() {}

    private static void text(Probe probe) throws IOException, Finding {
        for (Received.Message message : probe.messages()) {
            Finding.require(message.text(), "a text message", message.seen());
        }
    }

    private static void noHeaders(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        requireSuccess(connection.ask("{\"method\":\"GET\",\"path\":\"" + Call.CONFIG.path() + "\"}"));
    }

    private static void emptyBody(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        requireSuccess(connection.ask("{\"method\":\"GET\",\"path\":\"" + Call.CONFIG.path()
                + "\",\"headers\":{\"Accept\":[\"application/json\"]},\"body\":\"\"}"));
    }

    private static void largeBody(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        WsRequest large = Call.UNKNOWN.post("{\"" + "x".repeat(LARGE) + "\":1}");
        Answer answer = connection.ask(large);
        Finding.require(answer.status() != 413, "an answer as to any body", answer.seen());
        requireSuccess(connection.ask(Call.CONFIG.get()));
    }

    private static void integers(Probe probe) throws IOException, Finding {
        for (Received.Message message : probe.messages()) {
            Answer answer = Answer.of(message);
            String status = Answer.member(answer.json(), "status").orElseThrow().toString();
            Finding.require(status.matches("[1-9][0-9][0-9]"), "\"status\":" + answer.status(), "\"status\":" + status);
        }
    }

    private static void headerArrays(Probe probe) throws IOException, Finding {
        for (Answer answer : probe.sample()) {
            JsonElement headers = Answer.member(answer.json(), "headers").orElseGet(JsonObject::new);
            Finding.require(headers.isJsonObject(), "an object", "\"headers\":" + headers);
            for (Map.Entry<String, JsonElement> header :
                    headers.getAsJsonObject().entrySet()) {
                Finding.require(
                        isStrings(header.getValue()),
                        "an array of strings",
                        "\"" + header.getKey() + "\":" + header.getValue());
            }
        }
    }

    private static boolean isStrings(JsonElement values) {
        return values.isJsonArray()
                && values.getAsJsonArray().asList().stream()
                        .allMatch(value -> value.isJsonPrimitive()
                                && value.getAsJsonPrimitive().isString());
    }

    private static void base64(Probe probe) throws IOException, Finding {
        for (Answer answer : probe.sample()) {
            String body = Answer.member(answer.json(), "body")
                    .map(value -> value.isJsonPrimitive() ? value.getAsString() : "" + value)
                    .orElse("");
            Finding.require(
                    body.length() % 4 == 0 && body.matches("[A-Za-z0-9+/]*={0,2}"),
                    "base64 of RFC 4648, section 4, a multiple of four characters",
                    body.length() + " characters, ending with " + body.substring(Math.max(0, body.length() - 40)));
        }
    }

    private static void id(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        for (long id : new long[] {1, 42, (1L << 53) + 1, Long.MAX_VALUE}) {
            Answer answer = connection.ask(Call.CONFIG.withId(id));
            String seen = Answer.member(answer.json(), "id")
                    .map(JsonElement::toString)
                    .orElse("none");
            Finding.require(seen.equals("" + id), "\"id\":" + id, "\"id\":" + seen);
        }
    }

    private static void noId(Probe probe) throws IOException, Finding {
        Answer answer = probe.connect().ask(Call.CONFIG.get());
        Finding.require(
                Answer.member(answer.json(), "id").isEmpty(),
                "no id",
                "\"id\":" + answer.json().get("id"));
    }

    private static void hopByHop(Probe probe) throws IOException, Finding {
        for (Answer answer : probe.sample()) {
            for (String name : answer.headers().keySet()) {
                Finding.require(!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT)), "no header " + name, name);
            }
        }
    }

    static void requireSuccess(Answer answer) throws Finding {
        Finding.require(answer.isSuccess(), "an answer as to any request for the settings, status 200", answer.seen());
    }

    static void requireQuiet(Probe probe, PanelConnection connection) throws IOException, Finding {
        var unexpected = connection.unexpected(probe.quiet());
        if (unexpected.isPresent()) {
            throw further(unexpected.get());
        }
    }

    static Finding further(Received received) {
        return Finding.failed("no further message: a node would take it for its next answer", received.seen());
    }
}
