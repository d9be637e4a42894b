package io.ringflow.ivr.tool;

import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A report in the XML of JUnit, which build servers read. Collects cases, then prints them. */
final class JunitReport {

    private final String suite;
    private final List<Case> cases = new ArrayList<>();

    private record Case(String name, Duration took, List<String> failures, List<String> output) {}

    JunitReport(String suite) {
        this.suite = suite;
    }

    /** @param failures none: the case has passed */
    void add(String name, Duration took, List<String> failures, List<String> output) {
        cases.add(new Case(name, took, List.copyOf(failures), List.copyOf(output)));
    }

    String xml() {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            line(xml, 0);
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", legal(suite));
            xml.writeAttribute("tests", Integer.toString(cases.size()));
            long failed =
                    cases.stream().filter(one -> !one.failures().isEmpty()).count();
            xml.writeAttribute("failures", Long.toString(failed));
            for (var one : cases) write(xml, one);
            line(xml, 0);
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string takes all that is written", e);
        }
        return text.toString();
    }

    private void write(XMLStreamWriter xml, Case one) throws XMLStreamException {
        line(xml, 1);
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", legal(suite));
        xml.writeAttribute("name", legal(one.name()));
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", one.took().toMillis() / 1e3));
        if (!one.failures().isEmpty()) {
            line(xml, 2);
            xml.writeStartElement("failure");
            xml.writeAttribute("message", legal(one.failures().getFirst()));
            xml.writeCharacters(legal(String.join("\n", one.failures())));
            xml.writeEndElement();
        }
        if (!one.output().isEmpty()) {
            line(xml, 2);
            xml.writeStartElement("system-out");
            xml.writeCharacters(legal(String.join("\n", one.output()) + "\n"));
            xml.writeEndElement();
        }
        line(xml, 1);
        xml.writeEndElement();
    }

    private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** XML 1.0 §2.2 has no place for most control characters. */
    private static String legal(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "?").replaceAll("[\\uFFFE\\uFFFF]", "?");
    }
}
