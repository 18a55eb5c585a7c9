package io.panelws.testkit.cli;

import io.panelws.testkit.bench.BenchResult;
import io.panelws.testkit.bench.HdrLog;
import io.panelws.testkit.bench.HtmlReport;
import io.panelws.testkit.bench.JsonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Where {@code bench} writes what it found. */
final class BenchFiles {

    @Option(
            names = "--report-html",
            paramLabel = "FILE",
            description = "Write a page with figures and plots, for any browser; it loads nothing.")
    private Path html;

    @Option(names = "--report-json", paramLabel = "FILE", description = "Write the figures as JSON.")
    private Path json;

    @Option(
            names = "--hdr",
            paramLabel = "FILE",
            description = "Write an HdrHistogram log of the latencies (nanoseconds), tagged websocket and http.")
    private Path hdr;

    void check(CommandLine command) {
        Stream.of(html, json, hdr).filter(Objects::nonNull).forEach(file -> ReportFile.check(command, file));
    }

    Optional<HdrLog> openHdr() throws IOException {
        return hdr == null ? Optional.empty() : Optional.of(new HdrLog(hdr));
    }

    void write(BenchResult result) throws IOException {
        if (html != null) {
            Files.writeString(html, HtmlReport.of(result));
        }
        if (json != null) {
            Files.writeString(json, JsonReport.of(result) + System.lineSeparator());
        }
    }
}
