package io.panelws.testkit.cli;

import java.io.Console;
import java.util.Optional;

/** Where a person can be asked. */
@FunctionalInterface
interface Terminal {

    /** Asks without showing what is typed; empty where there is nobody to ask. */
    Optional<String> askSecret(String prompt);

    /** The terminal of this process, if it has one. */
    static Terminal ofProcess() {
        return prompt -> Optional.ofNullable(System.console())
                .filter(Terminal::isTerminal)
                .map(console -> console.readPassword("%s", prompt))
                .map(String::new)
                .filter(secret -> !secret.isBlank());
    }

    /** Since Java 22 there may be a console without a terminal, and a method that says so. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
