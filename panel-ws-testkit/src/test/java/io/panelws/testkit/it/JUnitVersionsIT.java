package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The extension with the JUnit that a panel's build has, in a process of its own: see {@link JUnitRun}. */
class JUnitVersionsIT {

    private static final Path JARS = Path.of(System.getProperty("panelws.junitVersions"));

    @ParameterizedTest
    @ValueSource(strings = {"1.12.2", "1.13.4", "1.14.4", "6.0.1", "6.1.0"})
    void givesEverythingAndClosesIt(String platform) throws Exception {
        assertThat(run(platform))
                .containsExactly(
                        "EachTest: 2 succeeded",
                        "WholeClass: 1 succeeded",
                        "Constructor: 1 succeeded",
                        "ports: 5, open: 0",
                        "threads: []");
    }

    /** Those know no test yet when they make its instance. */
    @ParameterizedTest
    @ValueSource(strings = {"1.9.3", "1.10.5", "1.11.4"})
    void givesConstructorsNothingBeforeJUnit512(String platform) throws Exception {
        assertThat(run(platform))
                .startsWith("EachTest: 2 succeeded", "WholeClass: 1 succeeded", "Constructor: 0 succeeded")
                .endsWith("ports: 4, open: 0", "threads: []")
                .element(3)
                .asString()
                .endsWith("nor is there in a constructor before JUnit 5.12");
    }

    private static List<String> run(String platform) throws Exception {
        Path work = Files.createDirectories(Path.of(System.getProperty("panelws.work"), "junit-" + platform));
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().matches("(junit|opentest4j|jqwik|jazzer).*"))
                .collect(Collectors.joining(File.pathSeparator));
        Path jar = JARS.resolve("junit-platform-console-standalone-" + platform + ".jar");
        assertThat(jar).exists();
        try (ServerProcess process = ServerProcess.java(
                work,
                work.resolve("run.log"),
                List.of("-cp", jar + File.pathSeparator + classPath, JUnitRun.class.getName()),
                Map.of())) {
            assertThat(process.awaitExit()).isZero();
            return process.log()
                    .lines()
                    .filter(line -> line.matches("\\w+: .*|org\\.junit\\..*"))
                    .toList();
        }
    }
}
