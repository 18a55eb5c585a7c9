package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.gateway.Gateway;
import io.panelws.gateway.GatewayOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GatewayCommandTest {

    private final StringWriter err = new StringWriter();

    private CommandLine gateway(Map<String, String> environment) {
        CommandLine panelWs = PanelWs.commandLine();
        panelWs.getSubcommands().get("gateway").setDefaultValueProvider(new GatewayDefaults(environment));
        return panelWs.setErr(new PrintWriter(err, true));
    }

    private static <T> T value(CommandLine panelWs, String option) {
        return panelWs.getSubcommands()
                .get("gateway")
                .getCommandSpec()
                .findOption(option)
                .getValue();
    }

    @Test
    void takesAnOptionFromTheCommandLineElseTheEnvironmentElseTheFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("gateway.properties"),
                "panel = http://127.0.0.1:80\nport = 1\nadmin-port = 3\nbehind-proxy = true\n"
                        + "option = maxConnections=20000;keepAlive=20s\n");
        CommandLine gateway = gateway(Map.of(
                "PANEL_WS_GATEWAY_CONFIG", file.toString(),
                "PANEL_WS_GATEWAY_PORT", "2",
                "PANEL_WS_GATEWAY_ADMIN_PORT", "4"));
        gateway.parseArgs("gateway", "--admin-port=5");

        assertThat((Integer) value(gateway, "--admin-port")).isEqualTo(5);
        assertThat((Integer) value(gateway, "--port")).isEqualTo(2);
        assertThat((URI) value(gateway, "--panel")).hasToString("http://127.0.0.1:80");
        assertThat((Boolean) value(gateway, "--behind-proxy")).isTrue();
        assertThat((Map<?, ?>) value(gateway, "--option"))
                .isEqualTo(Map.of("maxConnections", "20000", "keepAlive", "20s"));
        assertThat((Integer) value(gateway, "--threads")).isEqualTo(GatewayOptions.THREADS);
    }

    @Test
    void refusesAFileWithAnOptionThatThereIsNot(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("gateway.properties"), "pannel = http://127.0.0.1:80\n");

        assertThat(gateway(Map.of()).execute("gateway", "--config=" + file)).isEqualTo(2);
        assertThat(err.toString()).contains("there is no option 'pannel'");
    }

    @Test
    void saysWhatIsWrongWithItsUsage() {
        assertThat(gateway(Map.of()).execute("gateway")).isEqualTo(2);
        assertThat(gateway(Map.of()).execute("gateway", "--panel=ws://127.0.0.1"))
                .isEqualTo(2);
        assertThat(gateway(Map.of()).execute("gateway", "--panel=http://127.0.0.1", "--cert=a.pem"))
                .isEqualTo(2);
        assertThat(gateway(Map.of()).execute("gateway", "--config=no-such-file"))
                .isEqualTo(2);
        assertThat(gateway(Map.of())
                        .execute("gateway", "--panel=http://127.0.0.1", "--admin-port=0", "--admin-address=0.0.0.0"))
                .isEqualTo(2);
        assertThat(gateway(Map.of())
                        .execute(
                                "gateway",
                                "--panel=http://127.0.0.1",
                                "--admin-port=0",
                                "--admin-password-file=no-such-file"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("or has a password, see --admin-password-file")
                .contains("--admin-password-file: no-such-file cannot be read")
                .contains("--panel is missing")
                .contains("--panel: not a URL of the form http://host:port or https://host")
                .contains("--cert and --key belong together")
                .contains("--config: no-such-file cannot be read");
    }

    @Test
    void endsWithOneWhereItCannotStart() throws Exception {
        try (Gateway other = Gateway.start(GatewayOptions.to(URI.create("http://127.0.0.1:9")))) {
            assertThat(gateway(Map.of())
                            .execute(
                                    "gateway",
                                    "--panel=http://127.0.0.1:9",
                                    "--address=127.0.0.1",
                                    "--port=" + other.port()))
                    .isEqualTo(1);
        }
        assertThat(err.toString())
                .contains("panel-ws: the gateway does not start: ")
                .contains("in use");
    }
}
