package io.github.llmbeans.tck.report;

import java.io.StringWriter;
import java.math.BigDecimal;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A report as the XML that build servers read. */
final class JunitXml {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;
    private final Report report;

    private JunitXml(Report report) throws XMLStreamException {
        this.report = report;
        this.xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    }

    static String write(Report report) {
        try {
            JunitXml writer = new JunitXml(report);
            writer.suite();
            return writer.text + "\n";
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML into memory", e);
        }
    }

    private void suite() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        attribute("name", "llmbeans-tck." + Texts.simple(report.facts().suite()));
        attribute("tests", String.valueOf(report.results().size()));
        attribute("failures", String.valueOf(count("failure")));
        attribute("errors", String.valueOf(count("error")));
        attribute("skipped", String.valueOf(count("skipped")));
        attribute("timestamp", report.facts().started());
        attribute(
                "time",
                seconds(report.results().stream().mapToLong(Result::millis).sum()));
        for (Result result : report.results()) {
            testCase(result);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void testCase(Result result) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        attribute("classname", report.facts().suite());
        attribute("name", result.id());
        attribute("time", seconds(result.millis()));
        String element = element(result);
        if (!element.isEmpty()) {
            String message = Texts.clean(result.message());
            xml.writeStartElement(element);
            attribute(
                    "message",
                    result.outcome().text() + ": " + message.lines().findFirst().orElse(""));
            if (!element.equals("skipped")) {
                attribute("type", result.outcome().text());
                xml.writeCharacters(message);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** A failure that does not count against the verdict is skipped, as in the run. */
    private String element(Result result) {
        return switch (result.outcome()) {
            case PASS, REFUSED -> "";
            case FAIL -> Verdict.counts(result, report.baseline().keySet()) ? "failure" : "skipped";
            case NOT_RUN -> "error";
            case NOT_APPLICABLE, NOT_TESTABLE, CHALLENGED -> "skipped";
        };
    }

    private long count(String element) {
        return report.results().stream()
                .filter(result -> element(result).equals(element))
                .count();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Texts.clean(value));
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).toPlainString();
    }
}
