package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallCommandTest {

    private static final String TOKEN = "hush-91bb";
    private static final String API = "/api/v1/server/UniProxy/";
    private final SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withToken(TOKEN));

    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void listen() {
        out = new StringWriter();
        err = new StringWriter();
    }

    @AfterAll
    void close() {
        panel.close();
    }

    @Test
    void printsStatusHeadersAndBody() {
        assertThat(call("GET", API + "alivelist", "-H", "Accept: application/json"))
                .isZero();
        assertThat(out.toString())
                .matches("(?s)WebSocket 200\\R(ETag: \"[0-9a-f]+\"\\R|Content-(Type|Length): \\S+\\R){3}\\R"
                        + "\\{\"alive\":\\{}}\\R");
    }

    @Test
    void printsTheSameOverHttp() {
        assertThat(call("GET", API + "alivelist", "--http")).isZero();
        assertThat(out.toString()).startsWith("HTTP/1.1 200 OK").contains("{\"alive\":{}}");
    }

    @Test
    void sendsABodyFromTheCommandLineOrAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("push.json"), "{\"2\":[3,4]}");
        assertThat(call("POST", API + "push", "-d", "{\"1\":[1,2]}")).isZero();
        assertThat(call("POST", API + "push", "-d", "@" + file)).isZero();
        assertThat(panel.store().book(1).upload()).isEqualTo(1);
        assertThat(panel.store().book(2).download()).isEqualTo(4);
    }

    @Test
    void endsWithOneForAnErrorOfThePanel() {
        assertThat(call("GET", API + "nothing")).isEqualTo(1);
        assertThat(out.toString()).startsWith("WebSocket 404");
    }

    @Test
    void endsWithThreeWhereThereIsNoConnection() {
        assertThat(run("call", "GET", "/", "--url=ws://127.0.0.1:1", "--token=T"))
                .isEqualTo(3);
        assertThat(run("call", "GET", "/", "--url=" + panel.wsUrl(), "--token=wr0ng"))
                .isEqualTo(3);
        assertThat(err.toString()).contains("no connection to", "refused the handshake: HTTP/1.1 403");
    }

    @Test
    void showsTheWireWithoutTheToken() {
        assertThat(call("GET", API + "alivelist", "-v")).isZero();
        assertThat(err.toString())
                .contains("> GET " + API + "alivelist?", "token=***")
                .doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "GET /x -H nonsense", "POST /x -d @/nowhere/at/all"})
    void endsWithTwoForWrongUsage(String arguments) {
        assertThat(call(arguments.split(" "))).isEqualTo(2);
    }

    @Test
    void wantsAUrlAndAToken() {
        assertThat(run("call", "GET", "/")).isEqualTo(2);
        assertThat(err.toString()).startsWith("Missing required option: '--url=URL'");
    }

    @Test
    void printsACompletionScript() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).startsWith("#!/usr/bin/env bash").contains("--allow-writes", "complete -F");
    }

    private int call(String... arguments) {
        List<String> all = new ArrayList<>(List.of("call", "--url=" + panel.wsUrl(), "--token=" + TOKEN));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        CommandLine commandLine = PanelWs.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
