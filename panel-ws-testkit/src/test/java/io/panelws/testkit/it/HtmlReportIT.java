package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import io.panelws.testkit.bench.Results;
import io.panelws.testkit.conformance.CaseResult;
import io.panelws.testkit.conformance.Conformance;
import io.panelws.testkit.conformance.ConformanceCase;
import io.panelws.testkit.conformance.Verdict;
import io.panelws.testkit.report.BenchHtml;
import io.panelws.testkit.report.HtmlReport;
import io.panelws.testkit.report.Report;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The HTML reports in a browser, where there is one: what they say of themselves on a phone, on a desk and on paper. */
class HtmlReportIT {

    private static final long PATIENCE_SECONDS = 60;
    private static final int PHONE = 400;
    private static final int DESK = 1280;
    /** A4 without its margins. */
    private static final int PAPER = 688;

    private static final Pattern FINDINGS = Pattern.compile("(?s)<pre id=\"findings\">(.*?)</pre>");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void rendersWithoutAWordOnTheConsole() throws Exception {
        for (String html : List.of(HtmlReport.of(report()), BenchHtml.of(Results.usual()))) {
            Path page = Files.writeString(folder.resolve("report.html"), html);
            Path picture = folder.resolve("report.png");
            Path log = folder.resolve("chromium.log");
            chromium(log, "--screenshot=" + picture, "" + page.toUri());
            assertThat(picture).isNotEmptyFile();
            assertThat(Files.readAllLines(log)).noneMatch(line -> line.contains("CONSOLE"));
            Files.delete(picture);
        }
    }

    @Test
    void fitsAPhoneFailuresFirst() throws Exception {
        JsonObject page = findings(HtmlReport.of(report()), PHONE, false);
        assertThat(page.get("width").getAsInt()).isEqualTo(PHONE);
        assertThat(page.get("details.failed").getAsInt())
                .isLessThan(page.get(".grid").getAsInt());
        assertThat(page.get("cut").getAsInt()).isZero();
    }

    @Test
    void aBenchFitsAPhoneAndItsPlotsCanBeReadThere() throws Exception {
        JsonObject phone = findings(BenchHtml.of(Results.usual()), PHONE, false);
        assertThat(phone.get("width").getAsInt()).isEqualTo(PHONE);
        assertThat(phone.get("plots").getAsInt()).isEqualTo(2);
        assertThat(phone.get("smallest").getAsDouble()).isGreaterThan(10);
        assertThat(phone.get("figures").getAsInt()).as("the ratio is in sight").isLessThanOrEqualTo(PHONE);

        JsonObject desk = findings(BenchHtml.of(Results.usual()), DESK, false);
        assertThat(desk.get("plots").getAsInt()).isEqualTo(2);
        assertThat(desk.get("smallest").getAsDouble()).isGreaterThan(10);
    }

    @Test
    void onPaperNothingIsCutAndNothingThatFailedIsFolded() throws Exception {
        JsonObject probe = findings(HtmlReport.of(report()).replace(" open>", ">"), PAPER, true);
        assertThat(probe.get("width").getAsInt()).isEqualTo(PAPER);
        assertThat(probe.get("foldedFailures").getAsInt()).isZero();
        assertThat(probe.get("unfoldedOthers").getAsInt()).isZero();

        JsonObject bench = findings(BenchHtml.of(Results.usual()), PAPER, true);
        assertThat(bench.get("width").getAsInt()).isEqualTo(PAPER);
        assertThat(bench.get("cut").getAsInt()).isZero();
        assertThat(bench.get("plots").getAsInt()).isEqualTo(2);
        assertThat(bench.get("smallest").getAsDouble()).isGreaterThan(9);
    }

    @Test
    void isPrinted() throws Exception {
        Path page = Files.writeString(folder.resolve("report.html"), BenchHtml.of(Results.usual()));
        Path pdf = folder.resolve("report.pdf");
        chromium(folder.resolve("chromium.log"), "--print-to-pdf=" + pdf, "" + page.toUri());
        assertThat(pdf).isNotEmptyFile();
    }

    /** What another page, of the same origin, finds in the report when it shows it in a frame. */
    private JsonObject findings(String html, int width, boolean onPaper) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(server, "/report.html", html);
        serve(server, "/", looker().replace("WIDTH", "" + width).replace("PAPER", "" + onPaper));
        server.start();
        try {
            Path dom = folder.resolve("dom.html");
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            chromium(dom, "--dump-dom", "--virtual-time-budget=10000", "--window-size=1600,1200", url);
            Matcher found = FINDINGS.matcher(Files.readString(dom));
            assertThat(found.find()).as(Files.readString(dom)).isTrue();
            return JsonParser.parseString(found.group(1)).getAsJsonObject();
        } finally {
            server.stop(0);
        }
    }

    private static void serve(HttpServer server, String path, String html) {
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static String looker() throws IOException {
        try (InputStream in = HtmlReportIT.class.getResourceAsStream("looker.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void chromium(Path log, String... arguments) throws Exception {
        assumeTrue(hasChromium(), "chromium is not on the PATH");
        List<String> command = new ArrayList<>(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile")));
        boolean isDom = List.of(arguments).contains("--dump-dom");
        if (!isDom) {
            command.add("--enable-logging=stderr");
        }
        Collections.addAll(command, arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(log.toFile());
        if (isDom) {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        } else {
            builder.redirectErrorStream(true);
        }
        Process chromium = builder.start();
        try {
            assertThat(chromium.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            chromium.destroyForcibly().waitFor();
        }
    }

    /** The first ten cases have failed. */
    private static Report report() {
        List<ConformanceCase> cases = Conformance.cases();
        List<CaseResult> results = cases.stream()
                .map(c -> new CaseResult(
                        c,
                        cases.indexOf(c) < 10 ? new Verdict.Failed("<one>", "another") : new Verdict.Passed(),
                        List.of("> GET /" + "a".repeat(300) + " HTTP/1.1"),
                        Duration.ZERO))
                .toList();
        return new Report("ws://127.0.0.1:1", Instant.EPOCH, false, results);
    }

    private static boolean hasChromium() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "chromium")));
    }
}
