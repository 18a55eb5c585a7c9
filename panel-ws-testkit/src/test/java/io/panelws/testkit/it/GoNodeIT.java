package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A node in Go, which checks certificates, before a stock Jetty with three WARs, one of them the example of README. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoNodeIT {

    private static final String TOKEN = "hush/7b21&+";
    private static final List<String> CALLS = List.of("config", "user", "alivelist", "push", "alive");

    private Authority authority;
    private ServerProcess jetty;
    private String port;
    private String tlsPort;

    @RegisterExtension
    final TestWatcher logOfFailures = new LogOfFailures(() -> jetty);

    @BeforeAll
    void start() throws Exception {
        GoNode.tool("go", "version");
        Path work = Path.of(System.getProperty("panelws.work"));
        authority = Authority.create(work.resolve("go-authority"));
        JettyBase base = new JettyBase("go-node", "12.1.8", "ee10", List.of("https"));
        PanelWar.write(base.webapps().resolve("ROOT.war"), WebXml.withAuthFirst(TOKEN.replace("&", "&amp;")));
        PanelWar.write(base.webapps().resolve("panel.war"), WebXml.withAuthSecond(TOKEN.replace("&", "&amp;")));
        Files.copy(
                Path.of(System.getProperty("panelws.projects"), "example-panel/target/example-panel.war"),
                base.webapps().resolve("example.war"));
        jetty = base.start(
                List.of(),
                List.of(
                        "jetty.ssl.host=127.0.0.1",
                        "jetty.ssl.port=0",
                        "jetty.sslContext.keyStorePath=" + authority.keyStore().toAbsolutePath(),
                        "jetty.sslContext.keyStorePassword=" + Authority.PASSWORD));
        try {
            port = jetty.await("Started \\S*ServerConnector@\\w+\\{HTTP/1.1.*\\{127\\.0\\.0\\.1:(\\d+)}");
            tlsPort = jetty.await("Started \\S*ServerConnector@\\w+\\{SSL.*\\{127\\.0\\.0\\.1:(\\d+)}");
            jetty.await("(Started \\S*Server@)");
        } catch (RuntimeException | Error e) {
            jetty.print();
            jetty.close();
            throw e;
        }
    }

    @AfterAll
    void stop() {
        if (jetty != null) {
            jetty.close();
        }
    }

    @Test
    void isFormattedAndVetted() throws Exception {
        assertThat(GoNode.tool("gofmt", "-l", ".")).isEmpty();
        assertThat(GoNode.tool("go", "vet", ".")).isEmpty();
    }

    @ParameterizedTest(name = "generation {0}, {1}, /{2}")
    @CsvSource({"1,ws,", "2,ws,", "1,wss,", "2,wss,", "1,ws,panel", "2,wss,panel", "1,ws,example", "2,wss,example"})
    void getsAllFiveCallsAnsweredOverOneWebSocket(int generation, String scheme, String context) throws Exception {
        String token = "example".equals(context) ? "s3cret" : TOKEN;
        GoNode.Run run = run(token, generation, scheme, context == null ? "" : context, "-rounds=2");
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.lines())
                .allSatisfy(line -> assertThat(line.failures()).isNull())
                .allSatisfy(line -> assertThat(line.problem()).isNull());
        List<String> expected = new ArrayList<>();
        CALLS.forEach(call -> expected.add("ws 1 " + call + " 200"));
        expected.addAll(List.of("ws 1 config 304", "ws 1 user 304", "ws 1 push 200", "ws 1 alive 200"));
        // The sample panel answers this poll as any other; a node does not make it conditional.
        expected.add("ws 1 alivelist 200");
        assertThat(run.seen()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest(name = "generation {0}")
    @ValueSource(ints = {1, 2})
    void refusesAPanelWhoseCertificateItDoesNotKnow(int generation) throws Exception {
        Path work = Path.of(System.getProperty("panelws.work"));
        Authority stranger = Authority.create(work.resolve("go-stranger"));
        GoNode.Run run = GoNode.run(
                TOKEN,
                "-generation=" + generation,
                "-url=https://127.0.0.1:" + tlsPort,
                "-ws=wss://127.0.0.1:" + tlsPort,
                "-ca=" + stranger.certificate().toAbsolutePath());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.lines()).hasSize(CALLS.size()).allSatisfy(line -> {
            assertThat(line.problem()).isEqualTo("there is no answer");
            assertThat(line.failures()).isNotEmpty().allSatisfy(failure -> assertThat(failure)
                    .contains("certificate signed by unknown authority"));
        });
        // Of several requests at a time one dials and finds out.
        assertThat(run.lines())
                .anySatisfy(line -> assertThat(line.failures()).anyMatch(failure -> failure.startsWith("ws: ")));
    }

    /** The handshake fails, so it is plain HTTP for a minute (P-14), to an address that is right. */
    @Test
    void refusesACertificateForAnotherName() throws Exception {
        GoNode.Run run = GoNode.run(
                TOKEN,
                "-url=http://127.0.0.1:" + port,
                "-ws=wss://localhost:" + tlsPort,
                "-ca=" + authority.certificate().toAbsolutePath());
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.seen()).allSatisfy(seen -> assertThat(seen).startsWith("http 0 "));
        assertThat(run.lines().get(0).failures())
                .singleElement()
                .asString()
                .startsWith("ws: x509: certificate is not valid");
    }

    @ParameterizedTest(name = "generation {0}")
    @ValueSource(ints = {1, 2})
    void fallsBackToHttpWhereTheHandshakeIsRefused(int generation) throws Exception {
        GoNode.Run run = run("wrong-4711", generation, "ws", "");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.seen())
                .containsExactlyInAnyOrder(
                        "http 0 config 403",
                        "http 0 user 403",
                        "http 0 alivelist 403",
                        "http 0 push 403",
                        "http 0 alive 403");
        assertThat(run.lines()).anySatisfy(line -> assertThat(line.failures())
                .containsExactly("ws: the handshake was answered with 403"));
        assertThat(run.lines())
                .allSatisfy(line -> assertThat(line.problem()).isEqualTo("{\"message\":\"The token is wrong.\"}"));
    }

    @ParameterizedTest(name = "generation {0}")
    @ValueSource(ints = {1, 2})
    void isAnsweredEachMessageWhereThePanelsFilterComesSecond(int generation) throws Exception {
        GoNode.Run run = run("wrong-4711", generation, "wss", "panel");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.seen())
                .containsExactlyInAnyOrder(
                        "ws 1 config 403", "ws 1 user 403", "ws 1 alivelist 403", "ws 1 push 403", "ws 1 alive 403");
    }

    private GoNode.Run run(String token, int generation, String scheme, String context, String... more)
            throws Exception {
        String authorityPart = "127.0.0.1:" + (scheme.equals("wss") ? tlsPort : port) + "/" + context;
        List<String> arguments = new ArrayList<>(List.of(
                "-generation=" + generation,
                "-url=" + scheme.replace("ws", "http") + "://" + authorityPart,
                "-ws=" + scheme + "://" + authorityPart,
                "-ca=" + authority.certificate().toAbsolutePath()));
        arguments.addAll(List.of(more));
        return GoNode.run(token, arguments.toArray(String[]::new));
    }
}
