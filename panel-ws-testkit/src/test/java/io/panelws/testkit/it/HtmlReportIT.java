package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.panelws.testkit.conformance.CaseResult;
import io.panelws.testkit.conformance.Conformance;
import io.panelws.testkit.conformance.Verdict;
import io.panelws.testkit.report.HtmlReport;
import io.panelws.testkit.report.Report;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The HTML report in a browser, where there is one. */
class HtmlReportIT {

    private static final long PATIENCE_SECONDS = 60;

    @Test
    void rendersWithoutAWordOnTheConsole(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        assumeTrue(hasChromium(), "chromium is not on the PATH");
        Path page = Files.writeString(folder.resolve("report.html"), HtmlReport.of(report()));
        Path picture = folder.resolve("report.png");
        Path log = folder.resolve("chromium.log");

        Process chromium = new ProcessBuilder(List.of(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--enable-logging=stderr",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--screenshot=" + picture,
                        "" + page.toUri()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(chromium.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            chromium.destroyForcibly().waitFor();
        }

        assertThat(picture).isNotEmptyFile();
        assertThat(Files.readAllLines(log)).noneMatch(line -> line.contains("CONSOLE"));
    }

    private static Report report() {
        return new Report(
                "ws://127.0.0.1:1",
                Instant.EPOCH,
                false,
                Conformance.cases().stream()
                        .map(c -> new CaseResult(
                                c, new Verdict.Failed("<one>", "another"), List.of("> a"), Duration.ZERO))
                        .toList());
    }

    private static boolean hasChromium() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "chromium")));
    }
}
