package io.panelws.testkit.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A file that a command is to write when it has run. */
final class ReportFile {

    private ReportFile() {}

    /** Finds out before the run, not after it, that the file cannot be there. */
    static void check(CommandLine command, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
            throw new ParameterException(command, "the report cannot be written to " + file);
        }
    }
}
