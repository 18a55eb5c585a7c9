package io.panelws.testkit.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The option {@code -v}. Jetty stays at INFO: below, it logs requests with their query, and the token is in it. */
final class Verbosity {

    private static final List<String> NOISE =
            List.of("org.eclipse.jetty.util.HostPort", "org.eclipse.jetty.ee10.servlet.ServletChannelState");

    @Option(
            names = {"-v", "--verbose"},
            description = "Log more, to standard error; and where panel-ws itself fails, say where.")
    private boolean verbose;

    void apply() {
        if (verbose && LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.INFO);
            root.getLoggerContext().getLogger("io.panelws").setLevel(Level.DEBUG);
        }
    }

    /** For a server that runs for long: what nodes do is said without {@code -v} too. */
    void applyToServer() {
        if (LoggerFactory.getLogger("io.panelws") instanceof Logger panelWs) {
            panelWs.setLevel(Level.INFO);
        }
        // What strangers could fill the log with: they write badly, and go before they have been heard.
        for (String name : NOISE) {
            if (LoggerFactory.getLogger(name) instanceof Logger jetty) {
                jetty.setLevel(Level.ERROR);
            }
        }
        apply();
    }
}
