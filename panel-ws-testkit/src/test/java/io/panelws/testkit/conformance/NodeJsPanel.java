package io.panelws.testkit.conformance;

import io.panelws.testkit.node.NodeOptions;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The panel in {@code src/test/node}, right or with one mistake, as a process that ends with this one. */
final class NodeJsPanel implements AutoCloseable {

    static final Path SCRIPT = Path.of("src/test/node/panel.js");

    private final Process process;
    private final int port;

    NodeJsPanel(String mistake) throws IOException {
        ProcessBuilder node = new ProcessBuilder("node", SCRIPT.toString());
        node.environment().put("BUG", mistake);
        node.redirectError(ProcessBuilder.Redirect.INHERIT);
        process = node.start();
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        port = Integer.parseInt(String.valueOf(line));
    }

    static boolean canRun() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }

    ProbeOptions options(Duration quiet, Duration timeout) {
        URI url = URI.create("ws://127.0.0.1:" + port);
        NodeOptions node =
                NodeOptions.overWebSocket(url, "vless", 1, "node-token").withTimeout(timeout);
        return new ProbeOptions(node, true, quiet, Optional.empty(), Optional.empty());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
