package io.panelws.testkit.conformance;

import io.panelws.testkit.wire.Frame;
import java.nio.charset.StandardCharsets;

/** What came over a connection. */
sealed interface Received {

    /** One sentence part for a report. */
    String seen();

    /** A whole message. */
    record Message(boolean text, byte[] payload) implements Received {

        String string() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        @Override
        public String seen() {
            return (text ? "a text message: " : "a binary message: ") + string();
        }
    }

    /** The answer to a ping. */
    record Pong(String payload) implements Received {
        @Override
        public String seen() {
            return "a pong with \"" + payload + "\"";
        }
    }

    /** The panel said goodbye. */
    record Closed(int code, String reason) implements Received {

        private static final int NO_CODE = 1005;

        static Closed of(Frame frame) {
            byte[] payload = frame.payload();
            return payload.length < 2
                    ? new Closed(NO_CODE, "")
                    : new Closed(
                            (payload[0] & 0xff) << 8 | payload[1] & 0xff,
                            new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
        }

        @Override
        public String seen() {
            return "the connection closed with " + code + (reason.isEmpty() ? "" : " (" + reason + ")");
        }
    }

    /** The connection was gone without a word. */
    record Ended() implements Received {
        @Override
        public String seen() {
            return "the connection ended without a close frame";
        }
    }

    /** Nothing came in time. */
    record Silence(long milliseconds) implements Received {
        @Override
        public String seen() {
            return "nothing within " + milliseconds + " ms";
        }
    }
}
