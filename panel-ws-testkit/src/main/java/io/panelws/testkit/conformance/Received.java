package io.panelws.testkit.conformance;

import java.nio.charset.StandardCharsets;

/** What came over a connection, pings and pongs aside. */
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

    /** The panel said goodbye. */
    record Closed(int code, String reason) implements Received {
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
