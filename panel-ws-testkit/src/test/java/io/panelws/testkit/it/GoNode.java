package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The node of src/test/go/node, on the WebSocket library and the JSON encoder of real nodes. Where Go or the library is
 * missing, the test is skipped.
 */
final class GoNode {

    private static final Path SOURCE = Path.of("src/test/go/node").toAbsolutePath();
    private static final String PACKAGES = "golang-go, golang-github-gorilla-websocket-dev";
    /** Where Debian's packages put libraries. */
    private static final String DEBIAN = "/usr/share/gocode";

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static Path program;

    private GoNode() {}

    /**
     * What it prints of an exchange, and its one word or path for it.
     *
     * @param connection counted from 1 over all dials, 0 for HTTP
     * @param message as it was written to the WebSocket
     * @param failures what went wrong before there was an answer
     * @param problem what is wrong with the answer
     */
    record Line(
            int round,
            String call,
            String transport,
            int connection,
            int status,
            int bytes,
            String message,
            List<String> failures,
            String problem) {

        String seen() {
            return transport + " " + connection + " " + call + " " + status;
        }
    }

    /** One run of it, ended. */
    record Run(int status, String output, List<Line> lines) {

        List<String> seen() {
            return lines.stream().map(Line::seen).toList();
        }
    }

    /** Runs it to its end, each round right behind the one before. */
    static Run run(String token, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(built().toString(), "-interval=10ms"));
        command.addAll(List.of(arguments));
        Path log = work().resolve("run-" + RUNS.incrementAndGet() + ".log");
        try (ServerProcess node = new ServerProcess(work(), log, command, Map.of("PANEL_WS_TOKEN", token))) {
            int status = node.awaitExit();
            String output = node.log();
            assertThat(output).doesNotContain(token);
            Gson gson = new Gson();
            List<Line> lines = output.lines()
                    .filter(line -> line.startsWith("{"))
                    .map(line -> gson.fromJson(line, Line.class))
                    .toList();
            return new Run(status, output, lines);
        }
    }

    /** Runs a tool of Go's on the node's source; what it prints. */
    static String tool(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(command));
        all.set(0, Programs.require(command[0], PACKAGES));
        Path log = work().resolve(command[0] + "-" + command[1] + ".log");
        try (ServerProcess tool = new ServerProcess(SOURCE, log, all, environment())) {
            int status = tool.awaitExit();
            return status == 0 ? tool.log() : "ended with " + status + "\n" + tool.log();
        }
    }

    private static synchronized Path built() throws IOException, InterruptedException {
        if (program == null) {
            Path target = work().resolve("node");
            assertThat(tool("go", "build", "-o", target.toString(), ".")).isEmpty();
            program = target;
        }
        return program;
    }

    private static Map<String, String> environment() throws IOException, InterruptedException {
        String path = goPath() + File.pathSeparator + DEBIAN;
        assumeTrue(
                List.of(path.split(File.pathSeparator)).stream()
                        .anyMatch(folder -> Files.isDirectory(Path.of(folder, "src/github.com/gorilla/websocket"))),
                "gorilla/websocket is not installed (Debian: " + PACKAGES + ")");
        return Map.of("GO111MODULE", "off", "GOFLAGS", "", "CGO_ENABLED", "0", "GOPATH", path, "GOCACHE", "" + cache());
    }

    private static String goPath() throws IOException, InterruptedException {
        Path log = work().resolve("go-env.log");
        List<String> command = List.of(Programs.require("go", PACKAGES), "env", "GOPATH");
        try (ServerProcess go = new ServerProcess(work(), log, command, Map.of("GOCACHE", "" + cache()))) {
            assertThat(go.awaitExit()).as(go.log()).isZero();
            return go.log().strip();
        }
    }

    private static Path cache() throws IOException {
        return work().resolve("cache");
    }

    private static Path work() throws IOException {
        return Files.createDirectories(
                Path.of(System.getProperty("panelws.work"), "go").toAbsolutePath());
    }
}
