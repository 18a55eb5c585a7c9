package io.panelws.testkit.conformance;

import java.util.function.Predicate;

/** Takes input that nobody should take, or makes too much of it. */
final class BadInputBreaches {

    private BadInputBreaches() {}

    static void addTo(Breaches all) {
        all.sends("bad-input/not-json", (frames, message, json) -> {
            if (!message.contains("\"")) {
                frames.close(1007);
            }
            frames.putText(json);
        });
        all.sends("bad-input/not-an-object", (frames, message, json) -> {
            if (message.startsWith("[")) {
                frames.putText(json);
            }
            frames.putText(json);
        });
        takes(all, "trailing-text", message -> message.endsWith("}{}"));
        takes(all, "duplicate-members", message -> message.contains("/other"));
        takes(all, "wrong-types", message -> message.contains("\"id\":-1"));
        takes(all, "bad-base64", message -> message.contains("\"e30\""));
        takes(all, "header-name", message -> message.contains("A B"));
        takes(all, "header-value", message -> message.contains("B: 2"));
        takes(all, "relative-path", message -> message.contains("http:"));
        takes(all, "dot-segments", message -> message.contains("%2e%2e"));
        takes(all, "path-control-characters", message -> message.contains("HTTP/1.1"));
        takes(all, "identity-again", message -> message.contains("node_type=other"));
        takes(all, "path-outside", message -> message.contains("/panel-ws-probe/nothing"));
        takes(all, "many-headers", message -> message.contains("X-1999"));
        all.changes("bad-input/method", "BREW", reply -> reply.without("Allow"));
        all.add("bad-input/too-large", () -> new Breach() {
            @Override
            int maxMessage() {
                return Integer.MAX_VALUE;
            }
        });
        all.add("bad-input/binary", () -> new Breach() {
            @Override
            boolean refusesBinary() {
                return false;
            }
        });
    }

    private static void takes(Breaches all, String name, Predicate<String> message) {
        all.takes("bad-input/" + name, message);
    }
}
