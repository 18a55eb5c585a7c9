package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;

import com.google.gson.JsonObject;
import io.panelws.testkit.conformance.Check.Bound;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** P-12: what the nodes' decoders read, the older {@code encoding/json} and the stricter {@code encoding/json/v2}. */
final class JsonCases {

    private static final Set<String> MEMBERS = Set.of("id", "status", "headers", "body");

    static final List<Bound> ALL = List.of(
            must(
                    "P-12/json",
                    "P-6, P-12",
                    "An answer is one JSON object, without a byte order mark in front or text behind it.",
                    JsonCases::oneObject),
            must(
                    "P-12/member-names",
                    "P-12, encoding/json/v2",
                    "The members are called id, status, headers and body, in lower case.",
                    JsonCases::memberNames),
            must(
                    "P-12/duplicates",
                    "P-12, encoding/json/v2",
                    "No object of an answer has a name twice.",
                    JsonCases::duplicates),
            must(
                    "P-12/utf-8",
                    "P-12, encoding/json/v2; RFC 6455, 8.1",
                    "An answer is valid UTF-8, without escapes of half a character.",
                    JsonCases::utf8));

    private JsonCases() {}

    private static void oneObject(Probe probe) throws IOException, Finding {
        for (Received.Message message : probe.messages()) {
            Optional<String> malformation = JsonText.malformation(message.string());
            Finding.require(malformation.isEmpty(), "one JSON object", malformation.orElse(""));
        }
    }

    private static void memberNames(Probe probe) throws IOException, Finding {
        for (Answer answer : probe.sample()) {
            for (String name : answer.json().keySet()) {
                boolean misspelt =
                        MEMBERS.stream().anyMatch(known -> known.equalsIgnoreCase(name) && !known.equals(name));
                Finding.require(!misspelt, "names in lower case", "\"" + name + "\"");
            }
        }
    }

    private static void duplicates(Probe probe) throws IOException, Finding {
        for (Answer answer : probe.sample()) {
            Optional<String> duplicate = JsonText.duplicate(answer.message().string());
            Finding.require(duplicate.isEmpty(), "each name once", "\"" + duplicate.orElse("") + "\" twice");
        }
    }

    private static void utf8(Probe probe) throws IOException, Finding {
        for (Answer answer : probe.sample()) {
            byte[] payload = answer.message().payload();
            Finding.require(
                    JsonText.isUtf8(payload), "valid UTF-8", answer.message().seen());
            Finding.require(
                    !hasHalfCharacter(answer.json()),
                    "whole characters",
                    "an unpaired surrogate in: " + answer.message().string());
        }
    }

    private static boolean hasHalfCharacter(JsonObject json) {
        return json.toString().codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
