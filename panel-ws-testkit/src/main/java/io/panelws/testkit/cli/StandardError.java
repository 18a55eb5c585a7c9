package io.panelws.testkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody looks on what is written to it. */
final class StandardError {

    private static final Path LINK = Path.of("/proc/self/fd/2");

    private StandardError() {}

    /** Linux tells where standard error leads; elsewhere Java only knows of all three streams together. */
    static boolean isTerminal() {
        if (!Files.isSymbolicLink(LINK)) {
            return System.console() != null;
        }
        try {
            String target = Files.readSymbolicLink(LINK).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
