package io.panelws.testkit.conformance;

/** Breaks what P-9 to P-11, P-15, the API table and the promise say of answers. */
final class AnswerBreaches {

    private static final String CONFIG = "UniProxy/config";
    private static final String USER = "UniProxy/user";
    private static final String ALIVELIST = "UniProxy/alivelist";

    private AnswerBreaches() {}

    static void addTo(Breaches all) {
        all.changes(
                "P-9/non-ascii",
                (message, reply) ->
                        message.chars().anyMatch(c -> c > 127) ? BareReply.error(400, "No such characters.") : reply);
        all.changes("P-9/escapes", "%6F", reply -> BareReply.error(404, "There is no such call."));
        all.changes("P-9/query", "?", reply -> BareReply.error(404, "There is no such call."));
        all.writes("P-10/etag-spelling", json -> json.replace("\"ETag\"", "\"Etag\""));
        all.writes("P-10/header-spelling", json -> json.replace("\"Content-Type\"", "\"content-type\""));
        all.changes("P-11/not-modified", (message, reply) -> reply.status() == 304 ? reply.withStatus(200) : reply);
        all.changes("P-11/no-body", (message, reply) -> reply.status() == 304 ? reply.withBody("{}") : reply);
        all.changes(
                "P-11/not-modified-etag", (message, reply) -> reply.status() == 304 ? reply.without("ETag") : reply);
        all.changes("P-11/changed", "\"If-None-Match\":[\"\\\"panel", reply -> unchanged(reply));
        all.changes("P-11/empty-condition", "\"If-None-Match\":[\"\"]", reply -> unchanged(reply));
        all.changes(
                "P-11/error-body",
                (message, reply) ->
                        reply.status() == 404 ? reply.withBody("<!DOCTYPE html><title>Error</title>") : reply);
        all.add("P-15/push-repeat", () -> new Breach() {
            private String last = "";

            @Override
            BareReply changed(String message, BareReply reply) {
                boolean again = message.contains("POST") && message.equals(last);
                last = message;
                return again ? BareReply.error(409, "This push was made before.") : reply;
            }
        });
        all.add("P-15/push-once", () -> new Breach() {
            @Override
            BareReply answer(BareApi.Request request, BareHead head, BareApi api) {
                return request.method().equals("POST") ? api.book(request) : api.answer(request);
            }
        });
        all.changes("api/config", CONFIG, reply -> reply.withBody(reply.body().replace("443", "\"443\"")));
        all.changes("api/user", USER, reply -> reply.withBody(reply.body().replace("\"id\":1", "\"id\":\"1\"")));
        all.changes("api/alivelist", ALIVELIST, reply -> reply.withBody("{\"alive\":[]}"));
        all.changes("api/etag", (message, reply) -> reply.without("ETag"));
        all.changes("api/push", "UniProxy/push", reply -> reply.withBody("{\"data\":false}"));
        all.changes("api/alive", "UniProxy/alive\"", reply -> BareReply.error(500, "The database is away."));
        all.changes("http/config", CONFIG, reply -> reply.withBody(reply.body().replace("443", "444")));
        all.changes("http/user", USER, reply -> reply.with("Content-Type", "text/html"));
        all.changes("http/alivelist", ALIVELIST, reply -> reply.with("ETag", "\"other\""));
        all.changes(
                "http/not-modified",
                (message, reply) -> reply.status() == 304 ? BareReply.of(200, "{\"server_port\":443}") : reply);
        all.changes("http/unknown", (message, reply) -> reply.status() == 404 ? reply.withStatus(410) : reply);
    }

    private static BareReply unchanged(BareReply reply) {
        return reply.withStatus(304).withBody("");
    }
}
