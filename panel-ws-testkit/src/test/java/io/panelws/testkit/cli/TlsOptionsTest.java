package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.panel.PanelStore;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import io.panelws.testkit.wire.TestCertificate;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A panel behind {@code wss} and {@code https} whose certificate no authority of the system has signed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsOptionsTest {

    private static final String TOKEN = "hush-2a2a";

    private final Server server = new Server();
    private TestCertificate certificate;
    private TestCertificate another;
    private String url;

    @BeforeAll
    void start(@TempDir Path directory, @TempDir Path elsewhere) throws Exception {
        certificate = TestCertificate.make(directory);
        another = TestCertificate.make(elsewhere);
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(directory.resolve("panel.p12").toString());
        tls.setKeyStorePassword("changeit");
        tls.setCertAlias("panel");
        ServerConnector connector = new ServerConnector(server, tls);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        SamplePanelOptions options = SamplePanelOptions.DEFAULT.withToken(TOKEN);
        server.setHandler(SamplePanel.context(options, new PanelStore(TOKEN, options.users())));
        LifeCycle.start(server);
        url = "wss://127.0.0.1:" + connector.getLocalPort();
    }

    @AfterAll
    void stop() {
        LifeCycle.stop(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call GET /api/v1/server/UniProxy/config",
                "call GET /api/v1/server/UniProxy/config --http",
                "probe --case P-10",
                "node --rounds 1",
                "node --rounds 1 --generation 2",
                "bench --nodes 1 --duration 200ms --rounds 1 --warm-up 0s"
            })
    void trustWhomTheyAreTold(String command) {
        for (String trust : new String[] {"--cacert=" + certificate.authority(), "--insecure", "-k"}) {
            CommandRun run = run(command, trust);
            assertThat(run.status()).as(run.all()).isZero();
        }
        for (CommandRun run : new CommandRun[] {
            run(command, "--cacert=" + another.authority()), run(command, "--http-url=https" + url.substring(3))
        }) {
            assertThat(run.status()).as(run.all()).isEqualTo(3);
            assertThat(run.out()).isEmpty();
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.err())
                    .startsWith("panel-ws: ")
                    .contains("the certificate is not trusted: name who has signed it (--cacert), or trust anybody"
                            + " (--insecure)");
        }
    }

    private CommandRun run(String command, String trust) {
        return CommandRun.of(
                Stream.concat(Stream.of(command.split(" ")), Stream.of("--url=" + url, "--token=" + TOKEN, trust))
                        .toArray(String[]::new));
    }
}
