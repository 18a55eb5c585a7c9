package io.panelws.testkit.cli;

import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.CannotConnectException;
import io.panelws.testkit.conformance.PanelCall;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
        exitCodeOnExecutionException = ProbeCommand.OWN_ERROR,
        description = {
            "Makes one call to a panel over WebSocket and prints status, headers and body of the answer.",
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
            "    --url ws://127.0.0.1:51821",
            "  panel-ws call POST /api/v1/server/UniProxy/push \\",
            "    --url ws://127.0.0.1:51821 -d '{\"1\":[10,20]}'"
        })
final class CallCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "METHOD", description = "GET or POST; others are sent as they are.")
    private String method;

    @Parameters(index = "1", paramLabel = "PATH", description = "The path, with a query where you want one.")
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

    @Override
    public Integer call() throws IOException {
        WsRequest request = new WsRequest(method, path, headers(), body());
        PanelCall panelCall = new PanelCall(panel.node(Terminal.ofProcess(), timeout));
        try {
            PanelCall.Reply reply = http ? panelCall.overHttp(request) : panelCall.overWebSocket(request);
            print(reply);
            return reply.status() < 400 ? 0 : 1;
        } catch (CannotConnectException e) {
            spec.commandLine().getErr().println("panel-ws: " + e.getMessage());
            return ProbeCommand.NO_CONNECTION;
        } catch (IOException e) {
            spec.commandLine().getErr().println("panel-ws: the answer is none: " + e.getMessage());
            return ProbeCommand.FAILED;
        }
    }

    private void print(PanelCall.Reply reply) {
        if (verbose) {
            reply.wireLog().forEach(spec.commandLine().getErr()::println);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(reply.statusLine());
        reply.headers().forEach((name, values) -> values.forEach(value -> out.println(name + ": " + value)));
        out.println();
        if (reply.body().length > 0) {
            out.println(new String(reply.body(), StandardCharsets.UTF_8));
        }
        out.flush();
    }

    private Map<String, List<String>> headers() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw usage("'" + header + "' is no header of the form 'Name: value'");
            }
            map.computeIfAbsent(header.substring(0, colon), name -> new ArrayList<>())
                    .add(header.substring(colon + 1).strip());
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
