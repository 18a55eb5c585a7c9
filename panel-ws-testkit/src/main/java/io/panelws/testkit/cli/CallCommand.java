package io.panelws.testkit.cli;

import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.CannotConnectException;
import io.panelws.testkit.conformance.PanelCall;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.wire.Mask;
import io.panelws.testkit.wire.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code panel-ws call}: what curl is for HTTP. */
@Command(
        name = "call",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes one call to a panel over WebSocket and prints the body of the answer as it is; with -i status and"
                    + " headers before it.",
            "With --http it makes the same call over HTTP: the answers should be the same."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the answer has a status below 400",
            "1:a status of 400 or more, or no readable answer",
            "2:wrong usage",
            "3:no connection, or the panel refuses the handshake",
            "70:panel-ws itself failed"
        },
        footer = {
            "",
            "For example:",
            "  panel-ws call GET /api/v1/server/UniProxy/config \\",
            "    --url ws://127.0.0.1:51821 | jq .base_config",
            "  panel-ws call POST /api/v1/server/UniProxy/push \\",
            "    --url ws://127.0.0.1:51821 -d '{\"1\":[10,20]}'"
        })
final class CallCommand implements Callable<Integer> {

    /** RFC 9110, 5.1 and 5.5. */
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(\\P{Cntrl}*)");

    @Parameters(
            index = "0",
            paramLabel = "METHOD",
            completionCandidates = Methods.class,
            description = "GET or POST; others are sent as they are.")
    private String method;

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            description = "The path, from its first slash on, with a query where you want one.")
    private String path;

    @Mixin
    private PanelAddress panel;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = "A header of the request. Repeatable.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = {"-d", "--data"},
            paramLabel = "BODY",
            defaultValue = "",
            description = "The body: a text, @FILE for a file's content, @- for standard input.")
    private String data;

    @Option(
            names = {"-i", "--include"},
            description = "Print status and headers before the body.")
    private boolean head;

    @Option(names = "--http", description = "Over HTTP in place of WebSocket.")
    private boolean http;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long to wait for an answer: 500ms, 30s. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print what goes over the wire to standard error, the token masked.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    /** For the shell's completion. */
    static final class Methods implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return List.of("GET", "POST").iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        if (!path.startsWith("/")) {
            throw usage("PATH does not begin with a slash");
        }
        Map<String, List<String>> fields = headers();
        NodeOptions node = panel.node(timeout);
        WsRequest request = new WsRequest(method, path, fields, body());
        PanelCall panelCall = new PanelCall(node);
        try {
            PanelCall.Reply reply = http ? panelCall.overHttp(request) : panelCall.overWebSocket(request);
            print(reply, Mask.of(node.token()));
            return reply.status() < 400 ? 0 : Failures.FAILED;
        } catch (CannotConnectException e) {
            Failures.tell(spec.commandLine(), e.getMessage());
            return Failures.NO_CONNECTION;
        } catch (IOException e) {
            Failures.tell(spec.commandLine(), "no answer that can be read: " + e.getMessage());
            return Failures.FAILED;
        }
    }

    private void print(PanelCall.Reply reply, Mask mask) {
        if (verbose) {
            reply.wireLog().forEach(spec.commandLine().getErr()::println);
        }
        StringBuilder lines = new StringBuilder();
        if (head) {
            String line = System.lineSeparator();
            lines.append(Printable.of(reply.statusLine())).append(line);
            reply.headers()
                    .forEach((name, values) ->
                            values.forEach(value -> lines.append(Printable.of(mask.apply(name + ": " + value)))
                                    .append(line)));
            lines.append(line);
        }
        // Not by a writer: the body may be no text at all.
        byte[] before = lines.toString().getBytes(StandardCharsets.UTF_8);
        System.out.write(before, 0, before.length);
        byte[] body = reply.status() < 400 ? reply.body() : masked(reply.body(), mask);
        System.out.write(body, 0, body.length);
        System.out.flush();
        if (reply.status() >= 400) {
            Failures.tell(spec.commandLine(), "the panel answered with status " + reply.status());
        }
    }

    /** An error is for a person to read, and many a server's page of an error shows the URL with the token in it. */
    private static byte[] masked(byte[] body, Mask mask) {
        return mask.apply(new String(body, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private Map<String, List<String>> headers() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (String header : headers) {
            Matcher parts = HEADER.matcher(header);
            if (!parts.matches()) {
                throw usage("-H is not a header of the form 'Name: value'");
            }
            map.computeIfAbsent(parts.group(1), name -> new ArrayList<>())
                    .add(parts.group(2).strip());
        }
        return map;
    }

    private byte[] body() {
        if (!data.startsWith("@")) {
            return data.getBytes(StandardCharsets.UTF_8);
        }
        String file = data.substring(1);
        try {
            return file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw usage("-d: " + file + " cannot be read");
        }
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
