package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

/** A parser that is lent again knows nothing of the documents before. */
class XmlParsersTest {

    private final XmlParsers parsers = new XmlParsers();

    @Test
    void theSameParserIsLentAgain() throws XMLStreamException {
        Set<XMLStreamReader> seen = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 100; i++) parsers.read("<a/>", seen::add);
        assertThat(seen).hasSize(1);
    }

    @Test
    void noParserIsLentForEver() throws XMLStreamException {
        Set<XMLStreamReader> seen = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 2_500; i++) parsers.read("<a/>", seen::add);
        assertThat(seen).hasSize(3);
    }

    @Test
    void whatFailedIsNotLentAgain() throws XMLStreamException {
        Set<XMLStreamReader> seen = ConcurrentHashMap.newKeySet();
        parsers.read("<a/>", seen::add);
        assertThatThrownBy(() -> parsers.read("<a>", XmlParsersTest::textOf)).isInstanceOf(XMLStreamException.class);
        parsers.read("<a/>", seen::add);
        assertThat(seen).hasSize(2);
    }

    @Test
    void aPrefixIsOfItsDocumentOnly() throws XMLStreamException {
        assertThat(parsers.read("<p:a xmlns:p='urn:x'>1</p:a>", XmlParsersTest::textOf))
                .isEqualTo("1");
        assertThatThrownBy(() -> parsers.read("<p:a>2</p:a>", XmlParsersTest::textOf))
                .isInstanceOf(XMLStreamException.class);
    }

    @Test
    void theLimitsOfOneDocumentAreNotUsedUpByManyLargeOnes() throws XMLStreamException {
        String large = "<a>" + "&amp;&#x4f60;".repeat(4_000) + "</a>";
        for (int i = 0; i < 300; i++) {
            assertThat(parsers.read(large, XmlParsersTest::textOf)).hasSize(8_000);
        }
    }

    @Test
    void threadsDoNotReadEachOthersDocuments() {
        boolean own = IntStream.range(0, 4_000).parallel().allMatch(i -> textIs(Integer.toString(i)));
        assertThat(own).isTrue();
    }

    private boolean textIs(String text) {
        try {
            return parsers.read("<a>" + text + "</a>", XmlParsersTest::textOf).equals(text);
        } catch (XMLStreamException e) {
            throw new AssertionError(e);
        }
    }

    private static String textOf(XMLStreamReader xml) throws XMLStreamException {
        var text = new StringBuilder();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamReader.CHARACTERS) text.append(xml.getText());
        }
        return text.toString();
    }
}
