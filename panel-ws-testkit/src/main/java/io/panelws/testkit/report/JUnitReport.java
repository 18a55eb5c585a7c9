package io.panelws.testkit.report;

import io.panelws.testkit.conformance.CaseResult;
import io.panelws.testkit.conformance.FailureText;
import io.panelws.testkit.conformance.Verdict;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A report for build servers, in the XML that they know from JUnit. It has no warnings: they are skipped tests. */
public final class JUnitReport {

    private JUnitReport() {}

    /**
     * Writes a report.
     *
     * @param report what to write
     * @return an XML document with one {@code testsuite}
     */
    public static String of(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "panel-ws probe of " + report.panel());
            xml.writeAttribute("tests", "" + report.results().size());
            xml.writeAttribute("failures", "" + report.count(Outcome.FAILED));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute(
                    "skipped",
                    ""
                            + report.results().stream()
                                    .filter(result -> isSkipped(report.outcome(result)))
                                    .count());
            xml.writeAttribute("time", seconds(report.took()));
            xml.writeAttribute("timestamp", report.at().toString());
            for (CaseResult result : report.results()) {
                writeCase(xml, report.outcome(result), result);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            return text + "\n";
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory cannot fail", e);
        }
    }

    private static void writeCase(XMLStreamWriter xml, Outcome outcome, CaseResult result) throws XMLStreamException {
        String id = result.conformanceCase().id();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "panel-ws." + id.substring(0, id.indexOf('/')));
        xml.writeAttribute("name", id);
        xml.writeAttribute("time", seconds(result.took()));
        switch (outcome) {
            case FAILED -> {
                Verdict.Failed failed = (Verdict.Failed) result.verdict();
                xml.writeStartElement("failure");
                xml.writeAttribute("type", result.conformanceCase().level().name());
                xml.writeAttribute("message", "expected " + failed.expected() + ", seen " + failed.seen());
                xml.writeCharacters(FailureText.of(result));
                xml.writeEndElement();
            }
            case WARNING -> {
                Verdict.Failed failed = (Verdict.Failed) result.verdict();
                writeSkipped(xml, "a SHOULD: expected " + failed.expected() + ", seen " + failed.seen());
                xml.writeStartElement("system-out");
                xml.writeCharacters(FailureText.of(result));
                xml.writeEndElement();
            }
            case FOLLOWS -> writeSkipped(xml, "follows from " + ((Verdict.Follows) result.verdict()).from());
            case SKIPPED -> writeSkipped(xml, ((Verdict.Skipped) result.verdict()).reason());
            case PASSED -> {}
        }
        xml.writeEndElement();
    }

    private static boolean isSkipped(Outcome outcome) {
        return outcome != Outcome.PASSED && outcome != Outcome.FAILED;
    }

    private static void writeSkipped(XMLStreamWriter xml, String reason) throws XMLStreamException {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", reason);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }
}
