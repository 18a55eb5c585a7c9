package io.panelws.testkit.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The command {@code panel-ws}.
 *
 * <p>Exit status: 0 for success, 1 where something did not work, 2 for wrong usage; {@code call} and {@code probe} tell
 * more apart.
 */
@Command(
        name = "panel-ws",
        mixinStandardHelpOptions = true,
        versionProvider = PanelWs.Version.class,
        description = "Tries out panel-ws: nodes that reach their panel over one WebSocket.",
        footer = {
            "",
            "To see it work, with nothing else running:",
            "  java -jar panel-ws.jar demo",
            "To look at both ends, in two terminals:",
            "  java -jar panel-ws.jar panel",
            "  java -jar panel-ws.jar node --url ws://127.0.0.1:51821 --token secret",
            "To ask a panel one thing, and to see whether it honours the node protocol:",
            "  java -jar panel-ws.jar call GET /api/v1/server/UniProxy/config \\",
            "    --url ws://127.0.0.1:51821",
            "  java -jar panel-ws.jar probe --url ws://127.0.0.1:51821",
            "To let nodes reach a panel in PHP, or any other that speaks HTTP:",
            "  java -jar panel-ws.jar gateway --panel http://127.0.0.1:80",
            "",
            "Exit status: 0 success, 1 something did not work, 2 wrong usage; more with the --help of each command."
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
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new PanelWs())
                .registerConverter(Duration.class, new DurationConverter())
                .registerConverter(NodeIds.class, new NodeIds.Converter())
                // "-d @file" is for the call command, as it is for curl.
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler(PanelWs::failed);
    }

    /** One line in place of a stack trace: what the person at the terminal can do something about. */
    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        String cause = Optional.ofNullable(failure.getCause())
                .map(Throwable::getMessage)
                .map(message -> ": " + message)
                .orElse("");
        command.getErr().println("panel-ws: " + failure.getMessage() + cause);
        return command.getCommandSpec().exitCodeOnExecutionException();
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
