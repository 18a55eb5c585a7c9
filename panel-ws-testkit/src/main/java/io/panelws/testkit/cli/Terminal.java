package io.panelws.testkit.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** Where a person may look on, and be asked. */
final class Terminal {

    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private Terminal() {}

    /** Asks without showing what is typed; empty where there is nobody to ask. */
    static Optional<String> askSecret(String prompt) {
        return Optional.ofNullable(System.console())
                .filter(Terminal::isTerminal)
                .map(console -> console.readPassword("%s", prompt))
                .map(String::new)
                .filter(secret -> !secret.isBlank());
    }

    /** Whether standard output is shown in colours. */
    static Ansi colours() {
        boolean telling = Files.isSymbolicLink(link(STDOUT));
        return telling ? colours(System.getenv(), isTerminal(STDOUT)) : onOtherSystems(System.getenv());
    }

    /** By the conventions of bixense.com/clicolors and no-color.org; what standard input is does not matter. */
    static Ansi colours(Map<String, String> environment, boolean terminal) {
        if (!environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0")) {
            return Ansi.ON;
        }
        boolean wanted = !environment.containsKey("NO_COLOR")
                && !environment.getOrDefault("CLICOLOR", "1").equals("0")
                && !isDumb(environment);
        return wanted && terminal ? Ansi.ON : Ansi.OFF;
    }

    /** Whether a line on standard error can be written over again, with somebody looking on. */
    static boolean showsProgress() {
        return isTerminal(STDERR) && !isDumb(System.getenv());
    }

    /** What is printed next begins on a line of its own, not behind the {@code ^C} that the terminal has shown. */
    static void leaveCtrlC(PrintWriter err) {
        if (isTerminal(STDERR)) {
            err.println();
        }
    }

    /** Linux tells where a stream leads; elsewhere Java only knows of input and output together. */
    private static boolean isTerminal(int stream) {
        if (!Files.isSymbolicLink(link(stream))) {
            return Optional.ofNullable(System.console())
                    .filter(Terminal::isTerminal)
                    .isPresent();
        }
        try {
            String target = Files.readSymbolicLink(link(stream)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** Since Java 22 there may be a console without a terminal, and a method that says so. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Windows has terminals without colours: picocli knows them. */
    private static Ansi onOtherSystems(Map<String, String> environment) {
        return isDumb(environment) ? Ansi.OFF : Ansi.AUTO;
    }

    private static boolean isDumb(Map<String, String> environment) {
        return "dumb".equals(environment.get("TERM"));
    }

    private static Path link(int stream) {
        return Path.of("/proc/self/fd/" + stream);
    }
}
