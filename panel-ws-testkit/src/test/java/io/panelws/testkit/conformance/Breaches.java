package io.panelws.testkit.conformance;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** For each case a way to break what it asks for. */
final class Breaches {

    /** What a breach does to an answer, knowing the message. */
    @FunctionalInterface
    interface Change {
        BareReply change(String message, BareReply reply);
    }

    private final Map<String, Supplier<Breach>> breaches = new HashMap<>();

    private Breaches() {}

    static Map<String, Supplier<Breach>> all() {
        Breaches all = new Breaches();
        HandshakeBreaches.addTo(all);
        MessageBreaches.addTo(all);
        AnswerBreaches.addTo(all);
        BadInputBreaches.addTo(all);
        return Map.copyOf(all.breaches);
    }

    void add(String id, Supplier<Breach> breach) {
        if (breaches.put(id, breach) != null) {
            throw new IllegalArgumentException("two breaches for " + id);
        }
    }

    /** Refuses handshakes with a status, 0 for none. */
    void refuses(String id, ToIntFunction<BareHead> refusal) {
        add(id, () -> new Breach() {
            @Override
            int refusal(BareHead head) {
                return refusal.applyAsInt(head);
            }
        });
    }

    /** Writes other lines into the 101. */
    void switches(String id, UnaryOperator<String> head) {
        add(id, () -> new Breach() {
            @Override
            String switching(String lines) {
                return head.apply(lines);
            }
        });
    }

    void changes(String id, Change change) {
        add(id, () -> new Breach() {
            @Override
            BareReply changed(String message, BareReply reply) {
                return change.change(message, reply);
            }
        });
    }

    /** Changes the answers to messages that contain something. */
    void changes(String id, String part, UnaryOperator<BareReply> change) {
        changes(id, (message, reply) -> message.contains(part) ? change.apply(reply) : reply);
    }

    void writes(String id, UnaryOperator<String> text) {
        add(id, () -> new Breach() {
            @Override
            String text(String json) {
                return text.apply(json);
            }
        });
    }

    /** Takes bad messages for good ones. */
    void takes(String id, Predicate<String> message) {
        changes(
                id,
                (text, reply) ->
                        reply.status() >= 400 && message.test(text) ? BareReply.of(200, "{\"taken\":true}") : reply);
    }

    /** Sends something else than one answer. */
    void sends(String id, Sending sending) {
        add(id, () -> new Breach() {
            @Override
            void send(BareFrames frames, String message, String json) throws IOException {
                sending.send(frames, message, json);
            }
        });
    }

    /** How an answer is sent. */
    @FunctionalInterface
    interface Sending {
        void send(BareFrames frames, String message, String json) throws IOException;
    }
}
