package io.panelws.testkit.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs that a machine may have. */
final class Programs {

    /** Where Debian puts what only an administrator starts; not on everybody's {@code PATH}. */
    private static final String FOR_ADMINISTRATORS = File.pathSeparator + "/usr/sbin";

    private Programs() {}

    /** Where the program is; without it the test is skipped. */
    static String require(String name, String debianPackages) {
        return Stream.of((System.getenv("PATH") + FOR_ADMINISTRATORS).split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseGet(() -> Assumptions.abort(name + " is not installed (Debian: " + debianPackages + ")"));
    }
}
