package io.panelws.testkit.cli;

import io.panelws.testkit.bench.BenchResult;
import io.panelws.testkit.report.BenchHtml;
import io.panelws.testkit.report.BenchJson;
import io.panelws.testkit.report.HdrLog;
import io.panelws.testkit.report.HtmlReport;
import io.panelws.testkit.report.JUnitReport;
import io.panelws.testkit.report.JsonReport;
import io.panelws.testkit.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that ask for reports in files; {@code -} stands for standard output. */
abstract sealed class ReportFiles {

    private static final Path STANDARD_OUTPUT = Path.of("-");

    @Option(
            names = "--report-html",
            paramLabel = "FILE",
            description = "Write a page for any browser; it loads nothing. - is standard output, for each report.")
    Path html;

    @Option(names = "--report-json", paramLabel = "FILE", description = "Write the results as JSON.")
    Path json;

    /** Those of {@code probe}. */
    static final class OfProbe extends ReportFiles {

        @Option(
                names = "--report-junit",
                paramLabel = "FILE",
                description = "Write a report for build servers, as JUnit's XML.")
        private Path junit;

        @Override
        Stream<Path> asked() {
            return asked(html, json, junit);
        }

        void write(CommandLine command, Report report) throws IOException {
            write(command, html, HtmlReport.of(report));
            write(command, json, JsonReport.of(report));
            write(command, junit, JUnitReport.of(report));
        }
    }

    /** Those of {@code bench}. */
    static final class OfBench extends ReportFiles {

        @Option(
                names = "--hdr",
                paramLabel = "FILE",
                description = "Write an HdrHistogram log of the latencies (nanoseconds), tagged websocket and http.")
        private Path hdr;

        @Override
        Stream<Path> asked() {
            return asked(html, json, hdr);
        }

        @Override
        void check(CommandLine command) {
            super.check(command);
            if (STANDARD_OUTPUT.equals(hdr)) {
                throw new ParameterException(command, "--hdr is written while the bench runs: it needs a file");
            }
        }

        Optional<HdrLog> openHdr() throws IOException {
            return hdr == null ? Optional.empty() : Optional.of(new HdrLog(hdr));
        }

        void write(CommandLine command, BenchResult result) throws IOException {
            write(command, html, BenchHtml.of(result));
            write(command, json, BenchJson.of(result));
        }
    }

    /** The files that somebody has asked for. */
    abstract Stream<Path> asked();

    /** Finds out before the run, not after it, that a file cannot be there or would be written twice. */
    void check(CommandLine command) {
        Set<Path> seen = new HashSet<>();
        asked().forEach(file -> {
            if (!seen.add(file.toAbsolutePath().normalize())) {
                throw new ParameterException(command, "two reports would be written to " + file);
            }
            Path folder = file.toAbsolutePath().getParent();
            boolean writable = folder != null && Files.isWritable(folder) && !Files.isDirectory(file);
            if (!file.equals(STANDARD_OUTPUT) && !writable) {
                throw new ParameterException(command, "the report cannot be written to " + file);
            }
        });
    }

    /** Where lines for people go: not between those of a report. */
    PrintWriter forPeople(CommandLine command) {
        return asked().anyMatch(STANDARD_OUTPUT::equals) ? command.getErr() : command.getOut();
    }

    static Stream<Path> asked(Path... files) {
        return Stream.of(files).filter(Objects::nonNull);
    }

    static void write(CommandLine command, Path file, String report) throws IOException {
        if (STANDARD_OUTPUT.equals(file)) {
            command.getOut().print(report);
            command.getOut().flush();
        } else if (file != null) {
            Files.writeString(file, report);
        }
    }
}
