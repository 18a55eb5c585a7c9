package io.panelws.testkit.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.UniProxyNode;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a test prints where Logback is on the class path, in a process of its own. */
class JettyLogsTest {

    private static final String TOKEN = "hush-7c";

    @TempDir
    private Path folder;

    /** A node polls a panel. */
    static final class Poll {

        private Poll() {}

        public static void main(String[] arguments) throws Exception {
            try (PanelServer server =
                            PanelServer.start(PanelSource.sample(SamplePanelOptions.DEFAULT.withToken(TOKEN)));
                    RecordingPanel panel = server.open();
                    UniProxyNode node = new UniProxyNode(
                            new NodeClient(NodeOptions.overWebSocket(panel.wsUrl(), "vless", 1, TOKEN)))) {
                node.pollConfig();
            }
            LoggerFactory.getLogger("com.example.Panel").debug("the panel's own");
        }
    }

    @Test
    void keepsJettyQuietWhereNobodyHasConfiguredLogback() throws Exception {
        assertThat(log())
                .anyMatch(line -> line.contains("INFO org.eclipse.jetty"))
                .anyMatch(line -> line.contains("DEBUG com.example.Panel -- the panel's own"))
                .noneMatch(line -> line.contains("DEBUG org.eclipse.jetty"))
                .noneMatch(line -> line.contains(TOKEN))
                .hasSizeLessThan(30);
    }

    @Test
    void leavesAConfigurationAsItIs() throws Exception {
        Files.writeString(
                folder.resolve("logback-test.xml"),
                """
                <configuration>
                  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%level %logger%n</pattern></encoder>
                  </appender>
                  <root level="DEBUG"><appender-ref ref="console"/></root>
                </configuration>
                """);
        assertThat(log()).anyMatch(line -> line.startsWith("DEBUG org.eclipse.jetty"));
    }

    private List<String> log() throws Exception {
        String name = Poll.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve(name);
        Files.createDirectories(copy.getParent());
        try (InputStream in = Poll.class.getClassLoader().getResourceAsStream(name)) {
            Files.write(copy, in.readAllBytes());
        }
        // Without this module's test classes, which configure Logback.
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator, folder + File.pathSeparator, ""));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        classPath,
                        Poll.class.getName())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }
}
