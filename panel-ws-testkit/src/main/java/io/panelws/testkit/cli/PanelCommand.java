package io.panelws.testkit.cli;

import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import io.panelws.testkit.panel.User;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code panel-ws panel}: runs until the process is asked to end. */
@Command(
        name = "panel",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a sample panel: plain servlets behind panel-ws, on 127.0.0.1 only.",
            "HTTP and WebSocket share the port. Everything is kept in memory. Ends on Ctrl-C or SIGTERM, with status 0."
        })
final class PanelCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "51821",
            description = "Where to listen, 0 for any free port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:PANEL_WS_TOKEN:-secret}",
            description = "What nodes must show. Default: the environment's PANEL_WS_TOKEN, else 'secret'.")
    private String token;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many users to invent. Default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(
            names = "--status",
            description =
                    "Show the connected nodes at http://127.0.0.1:PORT/status; log in with any name and the token.")
    private boolean status;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        check(port >= 0 && port <= 65_535, "--port is not between 0 and 65535");
        check(users >= 0 && users <= 1_000_000, "--users is not between 0 and 1000000");
        check(!token.isBlank(), "the token is blank");
        verbosity.apply();
        SamplePanel panel;
        try {
            panel = SamplePanel.start(SamplePanelOptions.DEFAULT
                    .withPort(port)
                    .withToken(token)
                    .withUsers(User.sample(users))
                    .withStatus(status));
        } catch (IllegalStateException e) {
            Failures.tell(
                    spec.commandLine(), e.getMessage() + ": " + e.getCause().getMessage());
            return Failures.FAILED;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(panel), "panel-ws-stop"));
        spec.commandLine().getOut().println("panel-ws sample panel listening on " + panel.wsUrl());
        if (status) {
            spec.commandLine().getOut().println("The connected nodes are shown at " + panel.httpUrl() + "/status");
        }
        spec.commandLine().getOut().flush();
        new CountDownLatch(1).await();
        return 0;
    }

    /** Being asked to end is no failure: without halt, the process would end with 128 and the signal's number. */
    private static void stop(SamplePanel panel) {
        panel.close();
        Runtime.getRuntime().halt(0);
    }

    private void check(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
