package io.panelws.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.panelws.testkit.conformance.CaseResult;
import io.panelws.testkit.conformance.ConformanceCase;
import io.panelws.testkit.conformance.Level;
import io.panelws.testkit.conformance.Verdict;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ReportTest {

    @Test
    void countsAShouldAsAWarningUnlessItIsStrict() {
        assertThat(Reports.EVERYTHING.summary()).isEqualTo("4 cases: 1 passed, 1 failed, 1 warned, 1 skipped; 4.9 s");
        assertThat(Reports.STRICT.summary()).isEqualTo("4 cases: 1 passed, 2 failed, 0 warned, 1 skipped; 4.9 s");
    }

    @Test
    void saysOnTheConsoleWhatIsRequiredExpectedAndSeen() {
        ConsoleReport console = ConsoleReport.plain();
        assertThat(Reports.EVERYTHING.results().stream()
                        .map(result -> console.lines(Reports.EVERYTHING, result))
                        .collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo(
                        """
                        passed   MUST    P-2/one
                        skipped  SHOULD  P-2/two                           it <writes> & "bills"
                        FAILED   MUST    P-8/three
                                 requires  The panel does <as> it must. [P-0]
                                 expected  <b>one</b> & 'one'
                                 seen      ]]> 100% \u2603
                        warning  SHOULD  api/four
                                 requires  The panel does <as> it must. [P-0]
                                 expected  less
                                 seen      more
                        """);
    }

    @Test
    void writesJson() {
        JsonObject json =
                JsonParser.parseString(JsonReport.of(Reports.EVERYTHING)).getAsJsonObject();
        assertThat(json.getAsJsonObject("summary"))
                .hasToString(
                        "{\"passed\":1,\"failed\":1,\"warning\":1,\"follows\":0,\"skipped\":1,\"milliseconds\":4936}");
        JsonObject failed = json.getAsJsonArray("cases").get(2).getAsJsonObject();
        assertThat(failed.get("outcome").getAsString()).isEqualTo("failed");
        assertThat(failed.get("seen").getAsString()).isEqualTo("]]> 100% \u2603");
        assertThat(failed.getAsJsonArray("wireLog")).hasSize(3);
    }

    @Test
    void writesWhatBuildServersRead() throws Exception {
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JUnitReport.of(Reports.EVERYTHING))))
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("2");
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("expected <b>one</b> & 'one', seen ]]> 100% \u2603");
        assertThat(failure.getTextContent())
                .startsWith("P-8/three (MUST) failed")
                .contains("    < ]]> %s &amp;");
    }

    @Test
    void writesOneHtmlFileThatEscapesEverythingAndLoadsNothing() {
        String html = HtmlReport.of(Reports.EVERYTHING);
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("<h1>1 of 3 requirements failed</h1>", "&lt;b&gt;one&lt;/b&gt; &amp; &#39;one&#39;")
                .contains("&gt; a &lt;script&gt;", "&lt; ]]&gt; %s &amp;amp;", "default-src 'none'")
                .doesNotContain("<script", "http-equiv=\"refresh\"", "<img", "@import", "url(");
        assertThat(html).doesNotContainPattern("(?:src|href)=\"(?!#|data:,)");
    }

    @Test
    void countsWhatFollowsApart() {
        ConformanceCase c = new ConformanceCase("P-8/five", Level.MUST, "It does.", "P-8", false);
        Verdict follows = new Verdict.Follows("P-8/three", new Verdict.Failed("this", "that"));
        CaseResult result = new CaseResult(c, follows, List.of("> a"), Duration.ZERO);
        Report report = Reports.EVERYTHING.with(result);

        assertThat(report.summary())
                .isEqualTo("5 cases: 1 passed, 1 failed, 1 warned, 1 following from these, 1 skipped; 4.9 s");
        assertThat(ConsoleReport.plain().lines(report, result))
                .isEqualTo("follows  MUST    P-8/five                          from P-8/three");
        assertThat(JsonReport.of(report)).contains("\"outcome\": \"follows\",\n      \"from\": \"P-8/three\"");
        assertThat(JUnitReport.of(report))
                .contains("skipped=\"3\"", "<skipped message=\"follows from P-8/three\"")
                .doesNotContain("seen that");
        assertThat(HtmlReport.of(report)).contains("<dt>follows from</dt><dd>P-8/three</dd>");
    }
}
