package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallCommandTest {

    private static final String TOKEN = "hush-91bb";
    private static final String API = "/api/v1/server/UniProxy/";
    private final SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withToken(TOKEN));

    @AfterAll
    void close() {
        panel.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-H", "--http"})
    void printsTheBodyAloneForAPipe(String transport) {
        CommandRun run = transport.equals("-H")
                ? call("GET", API + "alivelist", "-H", "Accept: application/json")
                : call("GET", API + "alivelist", transport);
        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo("{\"alive\":{}}");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void printsStatusAndHeadersBeforeItWhenAsked() {
        assertThat(call("GET", API + "alivelist", "-i").out())
                .matches("(?s)WebSocket 200\\R(ETag: \"[0-9a-f]+\"\\R|Content-(Type|Length): \\S+\\R){3}\\R"
                        + "\\{\"alive\":\\{}}");
        assertThat(call("GET", API + "alivelist", "--http", "--include").out())
                .startsWith("HTTP/1.1 200 OK")
                .endsWith("\n\n{\"alive\":{}}".replace("\n", System.lineSeparator()));
    }

    @Test
    void printsBytesThatAreNoTextAsTheyAre() throws Exception {
        byte[] body = {0, (byte) 0xff, '\r', '\n', (byte) 0xc3, 27};
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        try {
            CommandRun run = CommandRun.of(
                    "call",
                    "GET",
                    "/x",
                    "--http",
                    "--token=T",
                    "--url=ws://127.0.0.1:" + server.getAddress().getPort());
            assertThat(run.bytes()).isEqualTo(body);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void sendsABodyFromTheCommandLineOrAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("push.json"), "{\"2\":[3,4]}");
        assertThat(call("POST", API + "push", "-d", "{\"1\":[1,2]}").status()).isZero();
        assertThat(call("POST", API + "push", "-d", "@" + file).status()).isZero();
        assertThat(panel.store().book(1).upload()).isEqualTo(1);
        assertThat(panel.store().book(2).download()).isEqualTo(4);
        CommandRun run = call("POST", API + "push", "-d", "@-");
        assertThat(run.status()).as("what the test has there is no JSON").isEqualTo(1);
    }

    @Test
    void endsWithOneForAnErrorOfThePanelAndPrintsItsBody() {
        CommandRun run = call("POST", API + "push", "-d", "nonsense");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("\"message\"");
        assertThat(run.err()).isEqualToIgnoringNewLines("panel-ws: the panel answered with status 400");
    }

    @Test
    void endsWithThreeWhereThereIsNoConnection() {
        CommandRun run = CommandRun.of("call", "GET", "/", "--url=ws://127.0.0.1:1", "--token=T");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("panel-ws: no connection to 127.0.0.1:1: nobody listens at 127.0.0.1:1");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void endsWithThreeWhereTheNodeIsRefused() {
        CommandRun run = CommandRun.of("call", "GET", "/", "--url=" + panel.wsUrl(), "--token=wr0ng");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("refused the handshake: HTTP/1.1 403").doesNotContain("wr0ng");
    }

    @Test
    void showsTheWireWithoutTheToken() {
        CommandRun run = call("GET", API + "alivelist", "-v");
        assertThat(run.err())
                .contains("> GET " + API + "alivelist?", "token=***")
                .doesNotContain(TOKEN);
        assertThat(run.out()).isEqualTo("{\"alive\":{}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET",
                "GET x",
                "GET x --http",
                "GET /x -H nonsense",
                "GET /x -H na:me:\u0007",
                "POST /x -d @/nowhere/at/all",
                "GET /x --timeout 0s",
                "GET /x --timeout 1000h"
            })
    void endsWithTwoForWrongUsage(String arguments) {
        CommandRun run = call(arguments.split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("panel-ws call: ")
                .endsWith("; see 'panel-ws call --help'" + System.lineSeparator());
        assertThat(run.err().lines()).hasSize(1);
    }

    private CommandRun call(String... arguments) {
        return CommandRun.of(
                Stream.concat(Stream.of("call", "--url=" + panel.wsUrl(), "--token=" + TOKEN), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
