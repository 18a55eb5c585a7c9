package io.panelws.testkit.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Breaks what P-2 and P-6 to P-8, P-12 and P-17 say of messages. */
final class MessageBreaches {

    private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");

    private MessageBreaches() {}

    static void addTo(Breaches all) {
        all.add("P-2/target-from-message", () -> new Breach() {
            @Override
            BareReply answer(BareApi.Request request, BareHead head, BareApi api) {
                return api.answer(new BareApi.Request("GET", head.path(), head.query(), "", ""));
            }
        });
        all.add("P-2/reuse", () -> new Breach() {
            private int answers;

            @Override
            void send(BareFrames frames, String message, String json) throws IOException {
                frames.putText(json);
                answers++;
                if (answers == 3) {
                    frames.close(1000);
                }
            }
        });
        all.sends("P-6/text", (frames, message, json) -> frames.put(0x82, json.getBytes(StandardCharsets.UTF_8)));
        all.add("P-6/fragments", () -> new Breach() {
            @Override
            boolean joinsFragments() {
                return false;
            }
        });
        all.changes("P-6/no-headers", (message, reply) -> message.contains("headers") ? reply : refused());
        all.changes("P-6/empty-body", "\"body\":\"\"", reply -> refused());
        all.add("P-6/large-body", () -> new Breach() {
            @Override
            int maxMessage() {
                return 1 << 16;
            }
        });
        all.writes("P-7/integers", json -> json.replaceFirst("\"status\":([0-9]+)", "\"status\":$1.0"));
        all.writes("P-7/header-arrays", json -> json.replaceFirst("\\[(\"[^]]*\")\\]", "$1"));
        all.writes("P-7/base64", json -> json.replaceFirst("=+\"}$", "\"}"));
        all.writes("P-7/id", json -> ID.matcher(json)
                .replaceAll(id -> "\"id\":" + (long) Double.parseDouble(id.group(1))));
        all.writes("P-7/no-id", json -> json.contains("\"id\"") ? json : json.replaceFirst("\\{", "{\"id\":0,"));
        all.changes("P-7/hop-by-hop", (message, reply) -> reply.with("Connection", "close"));
        all.sends("P-8/one-answer", (frames, message, json) -> {
            frames.putText(json);
            frames.putText(json);
        });
        all.add("P-8/order", UsersLast::new);
        all.add("P-8/unsolicited", () -> new Breach() {
            @Override
            void opened(BareFrames frames) throws IOException {
                frames.putText("{\"hello\":\"node\"}");
            }
        });
        all.writes("P-12/json", json -> "\uFEFF" + json);
        all.writes("P-12/member-names", json -> json.replace("\"status\"", "\"Status\""));
        all.writes("P-12/duplicates", json -> json.replaceFirst("(\"status\":[0-9]+),", "$1,$1,"));
        all.writes("P-12/utf-8", json -> json.replace("application/json", "application/json;\\ud83d"));
        all.writes("P-17/ids", json -> json.replace("\"id\":1000", "\"id\":1001"));
    }

    private static BareReply refused() {
        return BareReply.error(400, "Not like this.");
    }

    /** Answers a request for the users after the next request: they take long to collect. */
    private static final class UsersLast extends Breach {

        private Optional<String> held = Optional.empty();

        @Override
        void send(BareFrames frames, String message, String json) throws IOException {
            if (message.contains("UniProxy/user") && held.isEmpty()) {
                held = Optional.of(json);
                return;
            }
            frames.putText(json);
            if (held.isPresent()) {
                frames.putText(held.get());
                held = Optional.empty();
            }
        }
    }
}
