package io.panelws.testkit.conformance;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Breaks what P-2 to P-5 and P-14 say of connections. */
final class HandshakeBreaches {

    private HandshakeBreaches() {}

    static void addTo(Breaches all) {
        all.refuses("P-2/upgrade-path", head -> head.path().endsWith("/config") ? 0 : 404);
        all.refuses("P-2/upgrade-prefix", head -> head.path().startsWith("/api/") ? 0 : 404);
        all.refuses(
                "P-4/empty-header",
                head -> head.fields().getOrDefault("if-none-match", "x").isEmpty() ? 400 : 0);
        all.refuses("P-4/condition", head -> head.field("if-none-match").equals(BareApi.CONFIG_TAG) ? 304 : 0);
        all.refuses("bad-input/origin", head -> 0);
        all.switches("P-4/accept", head -> head.replaceFirst("Accept: ....", "Accept: AAAA"));
        all.switches("P-4/no-compression", head -> head + "Sec-WebSocket-Extensions: permessage-deflate\r\n");
        all.switches("P-4/no-subprotocol", head -> head + "Sec-WebSocket-Protocol: node\r\n");
        all.switches("P-4/no-content", head -> head + "Content-Length: 0\r\n");
        all.switches("P-4/extra-headers", head -> head + "Set-Cookie: JSESSIONID=1\r\n");
        all.add("P-3/identity", () -> new Breach() {
            @Override
            BareReply answer(BareApi.Request request, BareHead head, BareApi api) {
                return BareReply.error(403, "The message has no token.");
            }
        });
        all.add("P-3/wrong-token", EveryoneIn::new);
        all.add("P-3/message-token", TokenFromMessage::new);
        all.add("api/forbidden", () -> new Breach() {
            @Override
            BareReply forbidden(BareReply reply) {
                return reply.withStatus(401);
            }
        });
        all.add("P-14/drop", OneUnlessClosed::new);
        all.add("P-14/second-connection", OneUnlessClosed::new);
    }

    private static class EveryoneIn extends Breach {

        @Override
        boolean letsStrangersIn() {
            return true;
        }

        @Override
        BareReply answer(BareApi.Request request, BareHead head, BareApi api) {
            return api.answer(new BareApi.Request(
                    request.method(), request.path(), "token=" + BareApi.TOKEN, request.ifNoneMatch(), request.body()));
        }
    }

    /** Answers who has no right, since a query in the message says so. */
    private static final class TokenFromMessage extends EveryoneIn {

        @Override
        BareReply answer(BareApi.Request request, BareHead head, BareApi api) {
            return api.answer(request);
        }

        @Override
        BareReply changed(String message, BareReply reply) {
            return message.contains("token=" + BareApi.TOKEN) ? BareReply.of(200, "{\"server_port\":443}") : reply;
        }
    }

    /** Holds a node for connected until it says goodbye. */
    private static final class OneUnlessClosed extends Breach {

        private final AtomicInteger open = new AtomicInteger();

        @Override
        int refusal(BareHead head) {
            return open.get() > 0 ? 409 : 0;
        }

        @Override
        void opened(BareFrames frames) throws IOException {
            open.incrementAndGet();
        }

        @Override
        void closed() {
            open.decrementAndGet();
        }
    }
}
