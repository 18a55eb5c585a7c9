package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The pages for operators show the examples as they are, and all options. */
class GatewayPageTest {

    private static final Path EXAMPLES = Path.of("src/gateway");
    private static final List<String> OF_EVERY_COMMAND = List.of("--help", "--version", "--verbose");

    private static CommandLine gateway() {
        return PanelWs.commandLine().getSubcommands().get("gateway");
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("../panel-ws-jetty/docs", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.md", "gateway.zh-CN.md"})
    void showsTheExamplesAndEveryOption(String page) throws IOException {
        assertThat(page(page))
                .contains("```ini\n" + Files.readString(EXAMPLES.resolve("panel-ws-gateway.service")) + "```")
                .contains("```properties\n" + Files.readString(EXAMPLES.resolve("gateway.properties")) + "```");
        assertThat(gateway().getCommandSpec().options())
                .extracting(OptionSpec::longestName)
                .filteredOn(name -> !OF_EVERY_COMMAND.contains(name))
                .allSatisfy(name -> assertThat(page(page)).contains("`" + name + "`"));
    }

    @ParameterizedTest
    @ValueSource(strings = "gateway.properties")
    void hasAnExampleThatIsUnderstood(String file) {
        CommandLine panelWs = PanelWs.commandLine();
        panelWs.parseArgs("gateway", "--config=" + EXAMPLES.resolve(file));

        assertThat(panelWs.getSubcommands()
                        .get("gateway")
                        .getCommandSpec()
                        .findOption("--admin-port")
                        .<Integer>getValue())
                .isEqualTo(51822);
    }
}
