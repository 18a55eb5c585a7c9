package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

class TerminalTest {

    @ParameterizedTest
    @CsvSource({
        "'', true, ON",
        "'', false, OFF",
        "TERM=xterm, true, ON",
        "TERM=dumb, true, OFF",
        "NO_COLOR=, true, OFF",
        "CLICOLOR=0, true, OFF",
        "CLICOLOR=1, false, OFF",
        "CLICOLOR_FORCE=0, false, OFF",
        "CLICOLOR_FORCE=1, false, ON",
        "CLICOLOR_FORCE=1 TERM=dumb, false, ON"
    })
    void isColouredWhereSomebodySeesIt(String environment, boolean terminal, Ansi expected) {
        Map<String, String> variables = Arrays.stream(environment.split(" "))
                .filter(pair -> pair.contains("="))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThat(Terminal.colours(variables, terminal)).isEqualTo(expected);
    }
}
