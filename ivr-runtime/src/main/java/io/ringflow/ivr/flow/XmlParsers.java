package io.ringflow.ivr.flow;

import java.io.StringReader;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Lends hardened XML parsers, which are dear to make: one costs six times what it costs to read a document with it.
 * Thread-safe; one document at a time is read with each. What stumbled over a document is not lent again, and nothing
 * for long: a parser keeps every name it has met.
 */
public final class XmlParsers {

    /** What is done with a document. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(XMLStreamReader xml) throws XMLStreamException;
    }

    private static final int MOST_IDLE = 64;
    private static final int MOST_USES = 1_000;
    // Of the JDK's parser: a reader that was closed is the next one that its factory gives.
    private static final String REUSE = "reuse-instance";

    private final Queue<Parser> idle = new ArrayBlockingQueue<>(MOST_IDLE);

    /** Reads a document from its beginning. */
    public <T> T read(String text, Reading<T> reading) throws XMLStreamException {
        Parser waiting = idle.poll();
        var parser = waiting == null ? new Parser(hardened(), 0) : waiting;
        var xml = parser.factory().createXMLStreamReader(new StringReader(text));
        T result;
        try {
            result = reading.of(xml);
        } finally {
            xml.close();
        }
        if (parser.uses() < MOST_USES) {
            boolean unused = idle.offer(new Parser(parser.factory(), parser.uses() + 1));
        }
        return result;
    }

    /** @param factory whose one reader is the parser */
    private record Parser(XMLInputFactory factory, int uses) {}

    private static XMLInputFactory hardened() {
        // The JDK's own parser, whatever else is on the class path.
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(REUSE, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not allowed");
        });
        return factory;
    }
}
