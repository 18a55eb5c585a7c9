package io.panelws.testkit.conformance;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls of the API table. Thread-safe. */
final class BareApi {

    static final String TOKEN = "bare-token";
    static final String CONFIG_TAG = "\"c-1\"";
    private static final String API = "/api/v1/server/UniProxy/";
    private static final Pattern PUSH = Pattern.compile("\\{\"1\":\\[([0-9]+),([0-9]+)\\]\\}");

    /** A request, from wherever it came. */
    record Request(String method, String path, String query, String ifNoneMatch, String body) {}

    private final AtomicLong billed = new AtomicLong();
    private final Map<String, BareReply> done = new HashMap<>();

    long billed() {
        return billed.get();
    }

    BareReply answer(Request request) {
        if (!(request.query() + "&").contains("token=" + TOKEN + "&")) {
            return BareReply.error(403, "The token is wrong.");
        }
        String path = decoded(request.path());
        String call = path.startsWith(API) ? path.substring(API.length()) : "";
        return switch (call) {
            case "config" ->
                get(
                        request,
                        CONFIG_TAG,
                        "{\"server_port\":443,\"network\":\"tcp\",\"base_config\":{\"push_interval\":60}}");
            case "user" -> get(request, "\"u-1\"", "{\"users\":[{\"id\":1,\"uuid\":\"b-1\",\"speed_limit\":0}]}");
            case "alivelist" -> get(request, "\"a-1\"", "{\"alive\":{\"1\":2}}");
            case "push" -> post(request);
            case "alive" -> post(request);
            default -> BareReply.error(404, "There is no such call.");
        };
    }

    private static BareReply get(Request request, String tag, String json) {
        if (!request.method().equals("GET")) {
            return BareReply.error(405, "This call is made with GET.").with("Allow", "GET");
        }
        if (request.ifNoneMatch().equals(tag)) {
            return new BareReply(304, Map.of("ETag", tag), "");
        }
        return BareReply.of(200, json).with("ETag", tag);
    }

    /** The same bytes again are answered and not booked: enough for pushes that are never the same twice. */
    private synchronized BareReply post(Request request) {
        if (!request.method().equals("POST")) {
            return BareReply.error(405, "This call is made with POST.").with("Allow", "POST");
        }
        return done.computeIfAbsent(request.path() + request.body(), key -> book(request));
    }

    BareReply book(Request request) {
        Matcher push = PUSH.matcher(request.body());
        if (request.path().endsWith("push") && push.matches()) {
            billed.addAndGet(Long.parseLong(push.group(1)) + Long.parseLong(push.group(2)));
        }
        return BareReply.of(200, "{\"data\":true}");
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
