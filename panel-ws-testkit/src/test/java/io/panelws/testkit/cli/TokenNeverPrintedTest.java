package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed, right or wrong: neither stream shows the secret in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenNeverPrintedTest {

    private static final String TOKEN = "hush-4f7e";
    private static final List<String> COMMANDS =
            List.of("call GET /x", "call GET /x --http", "call GET /x -v", "probe", "node", "bench");

    private final SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withToken(TOKEN));

    @AfterAll
    void close() {
        panel.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x|y",
                "/x{y}",
                "/x%zz",
                "/x y",
                "/x\\y",
                "/x#y",
                "/x?y=%",
                "/x?token=hush-4f7e",
                "/hush-4f7e",
                "//h/x",
                "/x\u0001",
                "/\u4e2d",
                "/%"
            })
    void ofAnyPath(String path) {
        for (String transport : List.of("--http", "-v", "--allow-nothing", "-vi")) {
            assertSecret(TOKEN, "call", "GET", path, "--url=" + panel.wsUrl(), "--token=" + TOKEN, transport);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-d%s", "-d{\"token\":\"%s\"}", "-HX: %s", "-HX-%s: 1", "-H%s", "-d@%s"})
    void ofBodyAndHeaders(String option) {
        for (String transport : List.of("--http", "-i")) {
            assertSecret(
                    TOKEN,
                    "call",
                    "POST",
                    "/api/v1/server/UniProxy/push",
                    "--url=" + panel.wsUrl(),
                    "--token=" + TOKEN,
                    "-v",
                    transport,
                    option.formatted(TOKEN));
        }
    }

    @ParameterizedTest
    @MethodSource
    void ofAnyUrl(String command, String url) {
        assertSecret("s3cret", words(command, "--url=" + url, "--token=" + TOKEN));
        assertSecret("s3cret", words(command, "--url", url, "--token=" + TOKEN));
        assertSecret("s3cret", words(command, "--url=" + panel.wsUrl(), "--http-url=" + url, "--rounds=x"));
    }

    static Stream<Arguments> ofAnyUrl() {
        List<String> urls = List.of(
                "ws://user:s3cret@127.0.0.1:1",
                "ws://s3cret@127.0.0.1:1",
                "ws://us er:s3cret@127.0.0.1:1",
                "ws://127.0.0.1:1/?token=s3cret",
                "ws://127.0.0.1:1/|?token=s3cret",
                "ws://127.0.0.1:1/?%74oken=s3cret",
                "ws://127.0.0.1:1/#s3cret",
                "ws://[::1?token=s3cret",
                "ws://[s3cret",
                "ws://127.0.0.1:s3cret",
                "s3cret",
                "s3cret://h",
                "ws:s3cret",
                "");
        return COMMANDS.stream().flatMap(command -> urls.stream().map(url -> Arguments.of(command, url)));
    }

    @ParameterizedTest
    @MethodSource
    void ofAnyMistake(String command, String mistake) {
        assertSecret("s3cret", words(command, words(mistake)));
    }

    static Stream<Arguments> ofAnyMistake() {
        List<String> mistakes = List.of(
                "--toke s3cret",
                "--toke=s3cret",
                "--tokens3cret",
                "--token:s3cret",
                "-ts3cret",
                "-t=s3cret",
                "-token s3cret",
                "--Token s3cret",
                "s3cret",
                "--token s3cret --token s3cret",
                "--url s3cret",
                "--node-id s3cret",
                "--timeout s3cret",
                "--http=s3cret",
                "--token -s3cret",
                "--token -hs3cret",
                "--token --url");
        return Stream.of("call GET /x", "probe", "node", "bench", "", "panel", "demo", "help", "nonsense")
                .flatMap(command -> mistakes.stream().map(mistake -> Arguments.of(command, mistake)))
                // A sample panel whose token is given rightly runs until it is ended.
                .filter(arguments -> !(arguments.get()[0].equals("panel")
                        && List.of("--token -s3cret", "--token --url")
                                .contains(arguments.get()[1])));
    }

    private static String[] words(String command, String... more) {
        return Stream.concat(Stream.of(command.split(" ")).filter(word -> !word.isEmpty()), Stream.of(more))
                .toArray(String[]::new);
    }

    private static void assertSecret(String secret, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.all())
                .as("%s", List.of(arguments))
                .doesNotContain(secret)
                .doesNotContain(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)))
                .doesNotContain("Exception");
        assertThat(run.status()).isLessThan(70);
    }
}
