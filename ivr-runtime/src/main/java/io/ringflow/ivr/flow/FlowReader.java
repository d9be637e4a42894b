package io.ringflow.ivr.flow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ringflow.ivr.command.CommandCatalog;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an application's answer as a document (flow-protocol 1.3, D22): a whole document or a {@link DocumentError},
 * never a part of one. Thread-safe.
 *
 * <p>Blanks before the XML declaration are passed over, as many an application sends them by accident.
 */
public final class FlowReader {

    static final int MOST_BYTES = 64 * 1024;

    private static final Pattern JDK_MESSAGE = Pattern.compile("(?s)^ParseError at \\[row,col\\]:.*?Message: ");

    // Menus answer the same document to every call: to read one anew costs more than all else that is done with it.
    private static final int MOST_KNOWN_CHARACTERS = 4_000_000;
    private static final int OVERHEAD = 1_000;

    private final CommandCatalog catalog;
    private final XmlParsers parsers = new XmlParsers();
    private final Cache<String, FlowDocument> known = Caffeine.newBuilder()
            .maximumWeight(MOST_KNOWN_CHARACTERS)
            .weigher((String body, FlowDocument _) -> body.length() + OVERHEAD)
            .executor(Runnable::run)
            .build();

    public FlowReader(CommandCatalog catalog) {
        this.catalog = catalog;
    }

    /** Reads the body of an answer. */
    public FlowDocument read(FlowAnswer answer) {
        return read(answer.body(), answer.contentType());
    }

    /** @throws DocumentError if it is not a document we may run */
    public FlowDocument read(byte[] body, @Nullable String contentType) {
        var whole = text(body, contentType);
        var before = known.getIfPresent(whole);
        if (before != null) return before;
        var remarks = new Remarks.OfServer();
        var document = read(whole, remarks).withWarnings(remarks.warnings());
        known.put(whole, document);
        return document;
    }

    /** Reads to the end whatever is wrong, by the same rules: for whoever wrote it. */
    public Examination examine(byte[] body, @Nullable String contentType) {
        var remarks = new Remarks.OfAuthor();
        Optional<FlowDocument> document = Optional.empty();
        try {
            document = Optional.of(read(text(body, contentType), remarks));
        } catch (DocumentError beyondReading) {
            remarks.refuse(beyondReading);
        }
        return remarks.examination(document);
    }

    private static String text(byte[] body, @Nullable String contentType) {
        if (body.length > MOST_BYTES) throw new DocumentError(0, 0, "the answer is larger than 64 kB");
        return BodyText.of(body, contentType);
    }

    private FlowDocument read(String whole, Remarks remarks) {
        var text = whole.stripLeading();
        if (text.isEmpty()) {
            remarks.warn(Finding.warning(0, 0, "the answer is empty: the call is hung up"));
            return FlowDocument.hangUp();
        }
        int linesBefore = (int) whole.substring(0, whole.length() - text.length())
                .chars()
                .filter(c -> c == '\n')
                .count();
        try {
            return parsers.read(text, xml -> new DocumentParser(xml, text, catalog, linesBefore, remarks).parse());
        } catch (XMLStreamException broken) {
            var where = broken.getLocation();
            throw where == null
                    ? new DocumentError(0, 0, plain(broken))
                    : new DocumentError(where.getLineNumber() + linesBefore, where.getColumnNumber(), plain(broken));
        }
    }

    private static String plain(XMLStreamException broken) {
        var message = broken.getMessage();
        if (message == null) return "not well-formed XML";
        return "not well-formed XML: " + JDK_MESSAGE.matcher(message).replaceFirst("");
    }
}
