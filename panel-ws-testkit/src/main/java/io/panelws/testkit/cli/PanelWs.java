package io.panelws.testkit.cli;

import java.net.URI;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The command {@code panel-ws}.
 *
 * <p>Exit status: 0 for success, 1 where something did not work, 2 for wrong usage, 3 where there is no connection, 70 where
 * panel-ws itself failed.
 */
@Command(
        name = "panel-ws",
        mixinStandardHelpOptions = true,
        versionProvider = PanelWs.Version.class,
        description = "Tries out panel-ws: nodes that reach their panel over one WebSocket.",
        footer = {
            "",
            "The examples here and of the commands are written with",
            "  alias panel-ws='java -jar /path/to/panel-ws.jar'",
            "",
            "To see it work, with nothing else running:",
            "  panel-ws demo",
            "To look at both ends, in two terminals:",
            "  panel-ws panel",
            "  panel-ws node --url ws://127.0.0.1:51821 --token secret",
            "To ask a panel one thing, and to see whether it honours the node protocol:",
            "  panel-ws call GET /api/v1/server/UniProxy/config \\",
            "    --url ws://127.0.0.1:51821",
            "  panel-ws probe --url ws://127.0.0.1:51821",
            "To let nodes reach a panel in PHP, or any other that speaks HTTP:",
            "  panel-ws gateway --panel http://127.0.0.1:80",
            "",
            "Exit status: 0 success, 1 something did not work, 2 wrong usage, 3 no connection, 70 panel-ws itself"
                    + " failed; more with the --help of each command."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PanelCommand.class,
            NodeCommand.class,
            DemoCommand.class,
            GatewayCommand.class,
            CallCommand.class,
            ProbeCommand.class,
            BenchCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        })
public final class PanelWs {

    private static final String LOGBACK = "logback.configurationFile";

    /** Made by {@link #main} and by picocli. */
    public PanelWs() {}

    /**
     * Runs the command and ends the process with its exit status.
     *
     * @param arguments see {@code panel-ws --help}
     */
    public static void main(String[] arguments) {
        if (System.getProperty(LOGBACK) == null) {
            System.setProperty(LOGBACK, "io/panelws/testkit/cli/logback.xml");
        }
        CommandLine commandLine = commandLine();
        // A thread of a library's, for one: no stack trace of it either.
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> Failures.tell(commandLine, Failures.sentence(failure)));
        System.exit(commandLine.execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new PanelWs())
                .registerConverter(URI.class, new PanelAddress.UrlConverter())
                .registerConverter(Duration.class, new DurationConverter())
                .registerConverter(NodeIds.class, new NodeIds.Converter())
                // "-d @file" is for the call command, as it is for curl.
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.colours()));
        return Failures.inOneLine(commandLine);
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = PanelWs.class.getPackage().getImplementationVersion();
            return new String[] {"panel-ws " + (version == null ? "(not packaged)" : version)};
        }
    }
}
