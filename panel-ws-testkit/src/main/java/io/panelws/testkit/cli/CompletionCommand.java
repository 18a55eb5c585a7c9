package io.panelws.testkit.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code panel-ws completion}: a script for the shell. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a script that completes this command's options in bash and zsh.",
        footer = {
            "",
            "For example, in ~/.bashrc:",
            "  alias panel-ws='java -jar /path/to/panel-ws.jar'",
            "  source <(panel-ws completion)"
        })
final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("panel-ws", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
