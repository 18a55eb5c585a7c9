package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One line, for whoever has to do something. */
class FailuresTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                                            | panel-ws: Missing required subcommand; see 'panel-ws --help'
                    pro                                           | panel-ws: there is no such command (is it probe?); see 'panel-ws --help'
                    --toke s3cret node                            | panel-ws: there is no option --toke; see 'panel-ws --help'
                    node                                          | panel-ws node: --url is missing; see 'panel-ws node --help'
                    node --url                                    | panel-ws node: --url lacks its value; see 'panel-ws node --help'
                    node --url http://h --token T                 | panel-ws node: --url: not a URL of the form ws://host or wss://host; see 'panel-ws node --help'
                    node --url ws://h --url ws://i                | panel-ws node: option '--url' (URL) should be specified only once; see 'panel-ws node --help'
                    node --url ws://[::1                          | panel-ws node: --url is not a URL, as ws://host:port or http://host:port; see 'panel-ws node --help'
                    node --url ws://h:99999                       | panel-ws node: --url: the URL's port is larger than 65535: 99999; see 'panel-ws node --help'
                    node --url ws://h --interval 5                | panel-ws node: --interval is not a time such as 500ms, 60s, 5m or 1h; see 'panel-ws node --help'
                    node --url ws://h --rounds -1                 | panel-ws node: --rounds is negative; see 'panel-ws node --help'
                    node --url ws://h --generation 3              | panel-ws node: --generation is neither 1 nor 2; see 'panel-ws node --help'
                    node --url ws://h --node-id x                 | panel-ws node: --node-id is not a whole number; see 'panel-ws node --help'
                    node --url ws://h --alow-writes               | panel-ws node: there is no option --alow-writes (is it --allow-writes?); see 'panel-ws node --help'
                    node --url wss://h --cacert /no/such          | panel-ws node: --cacert: there is no file /no/such that can be read; see 'panel-ws node --help'
                    node --url wss://h --cacert pom.xml           | panel-ws node: --cacert: no certificate can be read from pom.xml: it has to be in PEM; see 'panel-ws node --help'
                    node --url wss://h --cacert pom.xml -k        | panel-ws node: --cacert and --insecure say different things: give one; see 'panel-ws node --help'
                    node --url ws://h extra                       | panel-ws node: there are more arguments than it takes; see 'panel-ws node --help'
                    call                                          | panel-ws call: METHOD is missing; see 'panel-ws call --help'
                    call GET x --url ws://h                       | panel-ws call: PATH does not begin with a slash; see 'panel-ws call --help'
                    call GET /x --url ws://h --timeout 0s         | panel-ws call: --timeout is not positive; see 'panel-ws call --help'
                    call GET /x --url ws://h --timeout 1000h      | panel-ws call: --timeout is not a time of at most 168h; see 'panel-ws call --help'
                    probe --url ws://h --timeout 0s               | panel-ws probe: --timeout is not positive; see 'panel-ws probe --help'
                    probe --url ws://h --strict=yes               | panel-ws probe: --strict is not an option with a value; see 'panel-ws probe --help'
                    probe --case P-99                             | panel-ws probe: no case is called P-99; see 'panel-ws probe --help'
                    bench --url ws://h --rate fast                | panel-ws bench: --rate is not a number; see 'panel-ws bench --help'
                    bench --url ws://h --timeout 0s               | panel-ws bench: --timeout is not positive; see 'panel-ws bench --help'
                    panel --port 65536                            | panel-ws panel: --port is not between 0 and 65535; see 'panel-ws panel --help'
                    panel --users -1                              | panel-ws panel: --users is not between 0 and 1000000; see 'panel-ws panel --help'
                    panel --token=                                | panel-ws panel: the token is blank; see 'panel-ws panel --help'
                    demo --rounds 0                               | panel-ws demo: --rounds is not positive; see 'panel-ws demo --help'
                    """)
    void saysInOneLineWhatIsWrittenWrongly(String arguments, String line) {
        CommandRun run = CommandRun.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(run.err()).isEqualTo(line + System.lineSeparator());
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    /** What nobody has thought of: it ends with 70, on one line; a stack trace is for who asks for it. */
    @ParameterizedTest
    @MethodSource
    void saysInOneLineWhatFailedUnexpectedly(Throwable failure, String line) {
        StringWriter err = new StringWriter();
        assertThat(broken(failure, err).execute("--token=hush-55")).isEqualTo(70);
        assertThat(err.toString()).isEqualTo(line + System.lineSeparator());
    }

    static Stream<Arguments> saysInOneLineWhatFailedUnexpectedly() {
        return Stream.of(
                arguments(
                        new OutOfMemoryError("Java heap space"),
                        "panel-ws: there is not enough memory;"
                                + " java -Xmx2g -jar panel-ws.jar has more (-v shows where)"),
                arguments(new StackOverflowError(), "panel-ws: StackOverflowError (-v shows where)"),
                arguments(
                        new IllegalStateException("with hush-55\r", new IOException("because /?token=abc")),
                        "panel-ws: with ***\\r: because /?token=*** (-v shows where)"));
    }

    @Test
    void showsWhereItFailedToWhoAsks() {
        StringWriter err = new StringWriter();
        assertThat(broken(new IllegalStateException("hush-55"), err).execute("--token=hush-55", "-v"))
                .isEqualTo(70);
        assertThat(err.toString())
                .startsWith("panel-ws: ***" + System.lineSeparator())
                .contains("IllegalStateException: ***", "at " + FailuresTest.class.getName())
                .doesNotContain("hush-55");
    }

    private static CommandLine broken(Throwable failure, StringWriter err) {
        CommandLine command = Failures.inOneLine(new CommandLine(new Broken(failure)));
        return command.setErr(new PrintWriter(err, true));
    }

    @Command
    private static final class Broken implements Callable<Integer> {

        private final Throwable failure;

        @Option(names = "--token")
        private String token;

        @Mixin
        private Verbosity verbosity;

        Broken(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }
    }
}
