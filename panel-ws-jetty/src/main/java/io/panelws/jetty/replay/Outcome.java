package io.panelws.jetty.replay;

import java.util.Arrays;
import java.util.List;

/** How the execution of a {@code POST} ended, as far as it can be told to a node that asks again. */
public sealed interface Outcome {

    /** What a node is told, with status 409, whose {@code POST} has been executed and whose answer is gone. */
    String UNKNOWN_TEXT =
            "This request has been executed, or may have been, and its answer was not kept. It is not executed again.";

    /**
     * Tells whether the panel has refused a request, which has changed nothing then and may be tried again.
     *
     * @param status the answer's status
     * @return true from 300 to 499
     */
    static boolean isRefusal(int status) {
        return status >= 300 && status < 500;
    }

    /**
     * One header line of an answer.
     *
     * @param name the field name
     * @param value the field value
     */
    record Field(String name, String value) {

        /** Shows no value: it may be a credential. */
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * The answer, to be given again.
     *
     * @param status the HTTP status
     * @param headers the header fields as the panel set them
     * @param body the body; not copied, so neither giver nor taker may change it
     */
    record Answer(int status, List<Field> headers, byte[] body) implements Outcome {

        /** Copies the list, unless it is immutable. */
        public Answer {
            headers = List.copyOf(headers);
        }

        /** How much is to be kept, roughly in bytes. */
        int size() {
            return body.length
                    + headers.stream()
                            .mapToInt(field ->
                                    field.name().length() + field.value().length())
                            .sum();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Answer that
                    && status == that.status
                    && headers.equals(that.headers)
                    && Arrays.equals(body, that.body);
        }

        @Override
        public int hashCode() {
            return 31 * status + Arrays.hashCode(body);
        }

        /** Shows the size of the body only. */
        @Override
        public String toString() {
            return "Answer[" + status + ", " + body.length + " bytes]";
        }
    }

    /** It has been executed, or may have been, and the answer is not there to be given again. */
    record Unknown() implements Outcome {}

    /**
     * It has come over plain HTTP, whose answer went there and was not kept.
     *
     * @param executed whether the panel has executed it: who came by another way meanwhile must prove that it waits before
     *     it is executed too. Else the panel has refused it, nothing has changed, and who came meanwhile claims again
     */
    record Elsewhere(boolean executed) implements Outcome {}
}
