package io.panelws.jetty.replay;

import io.panelws.jetty.rules.HeaderField;
import java.util.Arrays;
import java.util.List;

/** How the execution of a {@code POST} ended, as far as it can be told to a node that asks again. */
public sealed interface Outcome {

    /**
     * The answer, to be given again.
     *
     * @param status the HTTP status
     * @param headers the header fields
     * @param body the body
     */
    record Answer(int status, List<HeaderField> headers, byte[] body) implements Outcome {

        /** Copies what can change. */
        public Answer {
            headers = List.copyOf(headers);
            body = body.clone();
        }

        /**
         * The body, copied.
         *
         * @return a new array
         */
        @Override
        public byte[] body() {
            return body.clone();
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
}
