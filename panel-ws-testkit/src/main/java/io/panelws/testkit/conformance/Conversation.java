package io.panelws.testkit.conformance;

import io.panelws.api.WsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was asked and answered on one connection. A mistake of the panel shows in many cases: by the words for what went
 * wrong first, later failures are recognized as the same. Not thread-safe.
 */
final class Conversation {

    static final String SILENCE = "silence";
    static final String STALLED = "a message that does not go on";
    private static final String UNASKED = "a message that nobody asked for";
    private static final String IF_NONE_MATCH = "If-None-Match";

    /** One message to the panel: the call where it is a node's ordinary request, and what else a mistake may hang on. */
    private record Asked(Optional<Call> call, boolean withId, boolean withCondition, String text) {

        boolean isOrdinary() {
            return call.isPresent() && !withId && !withCondition;
        }

        String circumstance() {
            return call.isEmpty() ? " after " + text : withId ? " with an id" : " with a condition";
        }
    }

    private final List<Asked> asked = new ArrayList<>();
    private final List<Received.Message> messages = new ArrayList<>();
    private Optional<String> brokenFrame = Optional.empty();
    private Optional<Received> end = Optional.empty();

    void asked(WsRequest request, String text) {
        boolean condition = request.headers().getOrDefault(IF_NONE_MATCH, List.of("")).stream()
                .anyMatch(tag -> !tag.isEmpty());
        asked.add(new Asked(Call.asked(request), request.id() != WsRequest.NO_ID, condition, text));
    }

    void asked(String text) {
        asked.add(new Asked(Optional.empty(), false, false, text));
    }

    void received(Received received) {
        if (received instanceof Received.Message message) {
            messages.add(message);
        } else if (!(received instanceof Received.Pong)) {
            end = Optional.of(received);
        }
    }

    void stalled() {
        brokenFrame = Optional.of(STALLED);
    }

    void broken(String expected) {
        brokenFrame = Optional.of("a frame that is not " + expected);
    }

    /** Whether an answer was waited for in vain. */
    boolean isSilent() {
        return messages.size() < asked.size() && end.isPresent() && end.get() instanceof Received.Silence;
    }

    /**
     * What went wrong here first, in the same words wherever it is the same; behind it the words for the same in an ordinary
     * request, which would explain it. None where nothing did.
     */
    List<String> trouble() {
        if (brokenFrame.isPresent()) {
            return List.of(brokenFrame.get());
        }
        if (messages.size() > asked.size()) {
            return List.of(UNASKED);
        }
        if (isSilent()) {
            return ended(SILENCE); // What is missing may be in the middle: the others do not tell.
        }
        List<String> elsewhere = List.of();
        for (int i = 0; i < messages.size(); i++) {
            Optional<String> trouble = trouble(asked.get(i), messages.get(i));
            if (trouble.isPresent() && asked.get(i).isOrdinary()) {
                return List.of(trouble.get(), UNASKED);
            }
            elsewhere = trouble.isPresent() ? List.of("", trouble.get(), UNASKED) : elsewhere;
        }
        boolean closed = end.isPresent() && !(end.get() instanceof Received.Silence);
        return closed && !asked.isEmpty() ? ended(end.get().seen()) : elsewhere;
    }

    private List<String> ended(String what) {
        Asked last = asked.get(Math.min(messages.size(), asked.size() - 1));
        return last.isOrdinary() ? List.of(what) : List.of(what + last.circumstance(), what);
    }

    private static Optional<String> trouble(Asked asked, Received.Message message) {
        try {
            Answer answer = Answer.of(message);
            Optional<Call> answered = Call.answered(answer.text());
            if (answered.isPresent() && asked.call().isPresent() && !answered.equals(asked.call())) {
                return Optional.of("an answer to another request");
            }
            boolean expected = answer.status() < 300
                    || asked.call().equals(Optional.of(Call.UNKNOWN))
                    || asked.withCondition() && answer.status() == 304;
            return expected ? Optional.empty() : Optional.of("status " + answer.status() + " for an ordinary request");
        } catch (Finding noAnswer) {
            return Optional.of(noAnswer.event());
        }
    }
}
