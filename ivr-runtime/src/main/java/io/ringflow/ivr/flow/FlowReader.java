package io.ringflow.ivr.flow;

import io.ringflow.ivr.command.CommandCatalog;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an application's answer as a document (flow-protocol 1.3, D22): a whole document or a {@link DocumentError},
 * never a part of one. Immutable, thread-safe.
 *
 * <p>Blanks before the XML declaration are passed over, as many an application sends them by accident.
 */
public final class FlowReader {

    static final int MOST_BYTES = 64 * 1024;

    private static final Pattern DECLARED = Pattern.compile("^<\\?xml[^>]*\\bencoding\\s*=");
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([A-Za-z0-9._:+-]+)");
    private static final Pattern JDK_MESSAGE = Pattern.compile("(?s)^ParseError at \\[row,col\\]:.*?Message: ");

    private final CommandCatalog catalog;
    private final XMLInputFactory factory = hardened();

    public FlowReader(CommandCatalog catalog) {
        this.catalog = catalog;
    }

    /** Reads the body of an answer. */
    public FlowDocument read(FlowAnswer answer) {
        return read(answer.body(), answer.contentType());
    }

    /** @throws DocumentError if it is not a document we may run */
    public FlowDocument read(byte[] body, @Nullable String contentType) {
        if (body.length > MOST_BYTES) throw new DocumentError(0, 0, "the answer is larger than 64 kB");
        int start = firstByte(body);
        if (start == body.length) return FlowDocument.hangUp("the answer is empty");
        int linesBefore = newlines(body, start);
        try {
            var xml = open(body, start, contentType);
            try {
                return new DocumentParser(xml, catalog, linesBefore).parse();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException broken) {
            var where = broken.getLocation();
            throw where == null
                    ? new DocumentError(0, 0, plain(broken))
                    : new DocumentError(where.getLineNumber() + linesBefore, where.getColumnNumber(), plain(broken));
        }
    }

    private XMLStreamReader open(byte[] body, int start, @Nullable String contentType) throws XMLStreamException {
        var bytes = new ByteArrayInputStream(body, start, body.length - start);
        var head = new String(body, start, Math.min(200, body.length - start), StandardCharsets.ISO_8859_1);
        boolean selfDescribing = body[start] != '<' || DECLARED.matcher(head).find();
        var charset = selfDescribing ? Optional.<String>empty() : charset(contentType);
        return charset.isPresent()
                ? factory.createXMLStreamReader(bytes, charset.get())
                : factory.createXMLStreamReader(bytes);
    }

    private static Optional<String> charset(@Nullable String contentType) {
        if (contentType == null) return Optional.empty();
        var named = CHARSET.matcher(contentType.toLowerCase(Locale.ROOT));
        if (!named.find()) return Optional.empty();
        try {
            return Optional.of(Charset.forName(named.group(1)).name());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    private static int firstByte(byte[] body) {
        int at = 0;
        while (at < body.length && (body[at] == ' ' || body[at] == '\t' || body[at] == '\r' || body[at] == '\n')) at++;
        return at;
    }

    private static int newlines(byte[] body, int end) {
        int count = 0;
        for (int i = 0; i < end; i++) if (body[i] == '\n') count++;
        return count;
    }

    private static String plain(XMLStreamException broken) {
        var message = broken.getMessage();
        if (message == null) return "not well-formed XML";
        return "not well-formed XML: " + JDK_MESSAGE.matcher(message).replaceFirst("");
    }

    private static XMLInputFactory hardened() {
        // The JDK's own parser, whatever else is on the class path.
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not allowed");
        });
        return factory;
    }
}
