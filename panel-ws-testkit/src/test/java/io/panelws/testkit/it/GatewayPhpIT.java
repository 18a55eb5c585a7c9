package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.PanelCall;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.wire.Deadline;
import io.panelws.testkit.wire.Dialler;
import io.panelws.testkit.wire.HttpAnswer;
import io.panelws.testkit.wire.HttpHead;
import io.panelws.testkit.wire.Tls;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A panel in PHP behind the gateway: to nodes, and compared with the panel itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayPhpIT {

    private static final String API = "/api/v1/server/UniProxy/";
    private static final String CREDENTIALS = "node_id=1&node_type=vless&token=hush%2F7b21%26%2B";
    private static final int USERS = 100_000;

    /** What belongs to one hop, and that PHP's own server names its host and the end of its connection. */
    private static final Set<String> OF_THE_HOP = Set.of("connection", "date", "host", "transfer-encoding");

    /** What else is not the same through the gateway, and why. */
    private static final Map<String, String> TABLE = Map.of(
            "header content-length", "A short answer without a length, which is as long as its connection, gets one.");

    private PhpPanel panel;
    private GatewayProcess gateway;

    @RegisterExtension
    final TestWatcher logOfFailures = new LogOfFailures(() -> gateway.process());

    @BeforeAll
    void start() throws IOException {
        panel = new PhpPanel(Path.of(System.getProperty("panelws.work"), "php"), USERS);
        gateway = GatewayProcess.start(List.of(), panel.url());
    }

    @AfterAll
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        if (panel != null) {
            panel.close();
        }
    }

    /**
     * A request, as bytes.
     *
     * @param target path and query, without credentials
     * @param message whether it can also be a message: a path that a node may write
     */
    private record Question(String method, String target, List<String> headers, String body, boolean message) {

        static Question get(String target) {
            return new Question("GET", target, List.of(), "", true);
        }

        static Question raw(String target) {
            return new Question("GET", target, List.of(), "", false);
        }

        static Question post(String target, String body) {
            return new Question(
                    "POST", target, List.of("Content-Type: application/json;charset=\"UTF-8\""), body, true);
        }

        Question with(String header) {
            List<String> more = new ArrayList<>(headers);
            more.add(header);
            return new Question(method, target, more, body, message);
        }

        Question method(String other) {
            return new Question(other, target, headers, body, message);
        }
    }

    private static List<Question> questions(String tag) {
        List<Question> all = new ArrayList<>(List.of(
                Question.get(API + "config"),
                Question.get(API + "user"),
                Question.get(API + "alivelist"),
                Question.get(API + "config").with("If-None-Match: \"other\""),
                Question.get(API + "config").with("If-None-Match: " + tag),
                Question.get(API + "config").with("Accept-Encoding: gzip, br"),
                Question.get(API + "config").method("HEAD"),
                Question.get("/odd/headers").method("HEAD"),
                Question.post(API + "push", "{\"1\":[1,2]}"),
                Question.post(API + "push", ""),
                Question.post(API + "push", "not JSON"),
                Question.post(API + "alive", "{\"1\":[\"203.0.113.7\"]}"),
                Question.post("/odd/nothing", "{}"),
                Question.post("/odd/headers", "{}").method("PUT"),
                Question.post("/odd/headers", "{}").method("PATCH"),
                Question.get("/odd/headers").method("DELETE"),
                Question.get("/odd/headers").method("OPTIONS"),
                Question.get("/odd/gzip"),
                Question.get("/odd/nothing"),
                Question.get("/odd/unknown-length"),
                Question.get("/nothing/here"),
                Question.get("/odd/headers?x=a|b\"c"),
                Question.get("/odd/headers?x=%zz"),
                Question.raw("/odd//headers"),
                Question.raw("//odd/headers"),
                Question.raw("/odd/%2e%2e/headers"),
                Question.raw("/odd/headers\\"),
                Question.get("/odd%2Fheaders"),
                Question.get("/odd/h%C3%A4"),
                Question.get("/odd/headers;v=1")));
        for (int status :
                List.of(200, 201, 206, 301, 302, 400, 401, 403, 404, 405, 409, 418, 422, 429, 500, 502, 503)) {
            all.add(Question.get("/odd/headers?status=" + status));
        }
        return all;
    }

    @Test
    void answersAsThePanelItself() throws Exception {
        Set<String> differences = new TreeSet<>();
        int known = 0;
        int compared = 0;
        int messages = 0;
        String tag = exchange(panel.port(), Question.get(API + "config"))
                .head()
                .first("ETag")
                .orElseThrow();
        for (Question question : questions(tag)) {
            HttpAnswer direct = exchange(panel.port(), question);
            List<HttpAnswer> through =
                    new ArrayList<>(List.of(exchange(gateway.url().getPort(), question)));
            if (question.message()) {
                through.add(message(question));
                messages++;
            }
            for (HttpAnswer answer : through) {
                compared++;
                for (String difference : differences(direct, answer, answer != through.get(0))) {
                    if (TABLE.containsKey(difference)) {
                        known++;
                    } else {
                        differences.add(question.method() + " " + question.target() + ": " + difference + "\n"
                                + direct.head().text() + "\n" + answer.head().text());
                    }
                }
            }
        }
        System.out.println("gateway, PHP panel: " + compared + " answers compared with the panel's own, " + messages
                + " of them over WebSocket, differences: " + differences.size() + " beyond the table (" + known
                + " in the table)");
        assertThat(differences).isEmpty();
        assertThat(known).isPositive();
    }

    private static List<String> differences(HttpAnswer direct, HttpAnswer through, boolean message) {
        List<String> differences = new ArrayList<>();
        if (direct.head().status() != through.head().status()) {
            differences.add(
                    "status " + direct.head().status() + " | " + through.head().status());
        }
        Map<String, List<String>> left = fields(direct.head(), message);
        Map<String, List<String>> right = fields(through.head(), message);
        Set<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        for (String name : names) {
            if (!left.getOrDefault(name, List.of()).equals(right.getOrDefault(name, List.of()))) {
                differences.add("header " + name);
            }
        }
        if (!Arrays.equals(direct.body(), through.body())) {
            differences.add("body");
        }
        return differences;
    }

    private static Map<String, List<String>> fields(HttpHead head, boolean message) {
        Map<String, List<String>> fields = new TreeMap<>();
        for (HttpHead.Field field : head.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!OF_THE_HOP.contains(name)) {
                fields.computeIfAbsent(name, any -> new ArrayList<>()).add(text(field.value()));
            }
        }
        return fields;
    }

    /** Over HTTP UTF-8 is read as Latin-1. */
    private static String text(String value) {
        return value.chars().allMatch(c -> c < 0x100)
                ? new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : value;
    }

    private static HttpAnswer exchange(int port, Question question) throws IOException {
        String separator = question.target().contains("?") ? "&" : "?";
        StringBuilder head = new StringBuilder(
                question.method() + " " + question.target() + separator + CREDENTIALS + " HTTP/1.1\r\nHost: panel\r\n");
        question.headers().forEach(header -> head.append(header).append("\r\n"));
        if (question.method().startsWith("P")) {
            head.append("Content-Length: ").append(question.body().length()).append("\r\n");
        }
        URI url = URI.create("http://127.0.0.1:" + port);
        try (Socket socket = Dialler.dial(url, Tls.SYSTEM, Deadline.in(Duration.ofSeconds(30)))) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((head + "\r\n" + question.body()).getBytes(StandardCharsets.ISO_8859_1));
            return HttpAnswer.read(new BufferedInputStream(socket.getInputStream()), question.method());
        }
    }

    private HttpAnswer message(Question question) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String header : question.headers()) {
            String[] parts = header.split(": ", 2);
            headers.put(parts[0], List.of(parts[1]));
        }
        PanelCall.Reply reply = new PanelCall(NodeOptions.overWebSocket(gateway.wsUrl(), "vless", 1, PhpPanel.TOKEN))
                .overWebSocket(new WsRequest(
                        question.method(),
                        question.target(),
                        headers,
                        question.body().getBytes(StandardCharsets.UTF_8)));
        List<HttpHead.Field> fields = new ArrayList<>();
        reply.headers().forEach((name, values) -> values.forEach(value -> fields.add(new HttpHead.Field(name, value))));
        return new HttpAnswer(new HttpHead(new byte[0], "HTTP/1.1 " + reply.status() + " ", fields), reply.body());
    }

    @ParameterizedTest(name = "generation {0}")
    @ValueSource(ints = {1, 2})
    void servesANodeInGo(int generation) throws Exception {
        int pushes = panel.booked("traffic.tsv").size();
        GoNode.Run run = GoNode.run(
                PhpPanel.TOKEN,
                "-generation=" + generation,
                "-url=" + gateway.url(),
                "-ws=" + gateway.wsUrl(),
                "-rounds=2");
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.seen())
                .containsExactlyInAnyOrder(
                        "ws 1 config 200",
                        "ws 1 user 200",
                        "ws 1 alivelist 200",
                        "ws 1 push 200",
                        "ws 1 alive 200",
                        "ws 1 config 304",
                        "ws 1 user 304",
                        "ws 1 alivelist 200",
                        "ws 1 push 200",
                        "ws 1 alive 200");
        assertThat(panel.booked("traffic.tsv")).hasSize(pushes + 2);
    }

    @Test
    void refusesAStranger() throws Exception {
        GoNode.Run run = GoNode.run("wrong-4711", "-url=" + gateway.url(), "-ws=" + gateway.wsUrl());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.seen()).allMatch(seen -> seen.startsWith("http 0 ") && seen.endsWith(" 403"));
        assertThat(run.lines()).anySatisfy(line -> assertThat(line.failures())
                .containsExactly("ws: the handshake was answered with 403"));
    }
}
