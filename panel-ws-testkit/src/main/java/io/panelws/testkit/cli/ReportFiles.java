package io.panelws.testkit.cli;

import io.panelws.testkit.report.HtmlReport;
import io.panelws.testkit.report.JUnitReport;
import io.panelws.testkit.report.JsonReport;
import io.panelws.testkit.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that ask for reports in files. */
final class ReportFiles {

    @Option(
            names = "--report-junit",
            paramLabel = "FILE",
            description = "Write a report for build servers, as JUnit's XML.")
    private Path junit;

    @Option(names = "--report-json", paramLabel = "FILE", description = "Write a report for programs.")
    private Path json;

    @Option(
            names = "--report-html",
            paramLabel = "FILE",
            description = "Write a report for people: one file that needs no other.")
    private Path html;

    void check(CommandLine command) {
        asked().keySet().forEach(file -> ReportFile.check(command, file));
    }

    void write(Report report) throws IOException {
        for (Map.Entry<Path, Function<Report, String>> each : asked().entrySet()) {
            Files.writeString(each.getKey(), each.getValue().apply(report));
        }
    }

    private Map<Path, Function<Report, String>> asked() {
        Map<Path, Function<Report, String>> asked = new LinkedHashMap<>();
        if (junit != null) {
            asked.put(junit, JUnitReport::of);
        }
        if (json != null) {
            asked.put(json, JsonReport::of);
        }
        if (html != null) {
            asked.put(html, HtmlReport::of);
        }
        return asked;
    }
}
