package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jetty's Maven plugin with the example panel, run by the Maven that runs this build, offline. */
class MavenPluginIT {

    private static final int TERMINATED = 143;
    private static final Path PROJECTS = Path.of(System.getProperty("panelws.projects"));

    @ParameterizedTest
    @ValueSource(strings = {"jetty:run-war", "jetty:run"})
    void servesNodesAndStops(String goal) throws Exception {
        Path maven = Path.of(System.getProperty("panelws.maven"));
        assumeTrue(Files.isExecutable(maven), "no Maven at " + maven);
        Path project = copyOfTheExample(goal.replace(':', '-'));
        List<String> command = List.of(
                maven.toString(),
                "--batch-mode",
                "--offline",
                // What is in the outer build's repository, which is a directory, is not far away.
                "-Daether.offline.protocols=file",
                "--settings",
                PROJECTS.resolve("interpolated-settings.xml").toString(),
                "-Dmaven.repo.local=" + System.getProperty("panelws.projectsRepository"),
                "-Dmaven.test.skip",
                "-Djetty.http.port=0",
                goal);
        Map<String, String> environment =
                Map.of("JAVA_HOME", Jdk.current().home().toString());
        try (ServerProcess plugin = new ServerProcess(project, project.resolve("maven.log"), command, environment)) {
            try {
                serve(plugin);
            } catch (Exception | Error e) {
                plugin.print();
                throw e;
            }
        }
    }

    private static void serve(ServerProcess plugin) throws Exception {
        String port = plugin.await("Started \\S*ServerConnector@.*\\{127\\.0\\.0\\.1:(\\d+)}");
        plugin.await("(Started \\S*Server@)");
        URI url = URI.create("ws://127.0.0.1:" + port);
        try (UniProxyNode node =
                new UniProxyNode(new NodeClient(NodeOptions.overWebSocket(url, "vless", 1, "s3cret")))) {
            assertThat(node.pollConfig().transport()).isEqualTo(Transport.WEBSOCKET);
            assertThat(node.pollUsers().status()).isEqualTo(200);
            assertThat(node.pushTraffic(Map.of(1, new Traffic(10, 20))).transport())
                    .isEqualTo(Transport.WEBSOCKET);
        }
        List<ProcessHandle> children = plugin.descendants();
        plugin.signal("TERM");
        assertThat(plugin.awaitExit()).isEqualTo(TERMINATED);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(plugin.log()).contains("Stopped ").doesNotContain("[ERROR]").doesNotContain("s3cret");
    }

    private static Path copyOfTheExample(String name) throws IOException {
        Path source = PROJECTS.resolve("example-panel");
        Path copy = Path.of(System.getProperty("panelws.work"), "maven-" + name);
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (directory.endsWith("target")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copy.resolve(source.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, copy.resolve(source.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
        return copy;
    }
}
