package io.ringflow.ivr.rest;

import io.ringflow.ivr.flow.BodyText;
import io.ringflow.ivr.flow.DocumentError;
import io.ringflow.ivr.flow.XmlParsers;
import io.ringflow.ivr.rest.OperationRequest.Nested;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code <Request><Appid/><Operation attr=""/></Request>}, whole or not at all, with the parser and the limits of the
 * applications' answers (D22). Thread-safe.
 */
final class OperationReader {

    private static final int MOST_ELEMENTS = 64;
    private static final int DEEPEST = 8;
    private static final Pattern JDK_MESSAGE = Pattern.compile("(?s)^ParseError at \\[row,col\\]:.*?Message: ");

    private final XmlParsers parsers = new XmlParsers();

    /** @throws RestRefused BAD_REQUEST */
    OperationRequest read(byte[] body, Optional<String> contentType) {
        return parsed(body, contentType, "<Request>", xml -> new Reading(xml).request());
    }

    private <T> T parsed(byte[] body, Optional<String> contentType, String what, XmlParsers.Reading<T> reader) {
        String text = text(body, contentType).stripLeading();
        if (text.isEmpty()) throw bad("The body is empty; it must be a " + what + ".");
        try {
            return parsers.read(text, reader);
        } catch (XMLStreamException broken) {
            String said = String.valueOf(broken.getMessage());
            throw bad("The body is not well-formed XML: "
                    + JDK_MESSAGE.matcher(said).replaceFirst("").strip());
        }
    }

    /**
     * Reads {@code <BillRecords><appId>..</appId>..</BillRecords>}: the text of each element by its lower-case name.
     *
     * @throws RestRefused BAD_REQUEST
     */
    Map<String, String> readTexts(String root, byte[] body, Optional<String> contentType) {
        return parsed(body, contentType, "<" + root + ">", xml -> new Reading(xml).texts(root));
    }

    /** @throws RestRefused if the octets are not of their encoding */
    static String text(byte[] body, Optional<String> contentType) {
        try {
            return BodyText.of(body, contentType.orElse(null));
        } catch (DocumentError wrong) {
            throw bad("The body has bytes that are not of its encoding.");
        }
    }

    static RestRefused bad(String what) {
        return new RestRefused(RestError.BAD_REQUEST, what);
    }

    /** One body while it is read. */
    private static final class Reading {
        private final XMLStreamReader xml;
        private int elements;
        private int depth;

        Reading(XMLStreamReader xml) {
            this.xml = xml;
        }

        OperationRequest request() throws XMLStreamException {
            while (next() != XMLStreamConstants.START_ELEMENT) continue;
            if (!named("Request")) throw bad("The body must be a <Request>, not <" + xml.getLocalName() + ">.");
            Optional<String> appId = Optional.empty();
            @Nullable String element = null;
            Map<String, String> attributes = Map.of();
            Optional<Nested> nested = Optional.empty();
            for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
                if (event == XMLStreamConstants.CHARACTERS && !xml.getText().isBlank()) {
                    throw bad("Text may not stand inside <Request>.");
                }
                if (event != XMLStreamConstants.START_ELEMENT) continue;
                if (named("Appid")) {
                    appId = Optional.of(content()).filter(id -> !id.isEmpty());
                } else if (element != null) {
                    throw bad("A request is one operation; <" + xml.getLocalName() + "> is another.");
                } else {
                    element = xml.getLocalName();
                    attributes = attributes();
                    nested = nested();
                }
            }
            // What follows the root must be well-formed too.
            while (xml.hasNext()) next();
            if (element == null) throw bad("The <Request> has no operation in it.");
            return new OperationRequest(appId, element, attributes, nested);
        }

        Map<String, String> texts(String root) throws XMLStreamException {
            while (next() != XMLStreamConstants.START_ELEMENT) continue;
            if (!named(root)) throw bad("The body must be a <" + root + ">, not <" + xml.getLocalName() + ">.");
            var texts = new HashMap<String, String>();
            for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
                if (event != XMLStreamConstants.START_ELEMENT) continue;
                String name = xml.getLocalName().toLowerCase(Locale.ROOT);
                if (texts.put(name, content()) != null) throw bad("<" + name + "> stands there twice.");
            }
            while (xml.hasNext()) next();
            return texts;
        }

        private Map<String, String> attributes() {
            var said = new HashMap<String, String>();
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                String name = xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
                if (said.put(name, xml.getAttributeValue(i)) != null) {
                    throw bad("<" + xml.getLocalName() + "> has " + name + " twice.");
                }
            }
            return said;
        }

        private String content() throws XMLStreamException {
            var said = new StringBuilder();
            for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
                if (event == XMLStreamConstants.START_ELEMENT)
                    throw bad("Only text may stand inside <Appid> and the like.");
                if (event == XMLStreamConstants.CHARACTERS) said.append(xml.getText());
            }
            return said.toString().strip();
        }

        /** What stands inside the operation; only the first of it counts. */
        private Optional<Nested> nested() throws XMLStreamException {
            Optional<Nested> first = Optional.empty();
            for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
                if (event != XMLStreamConstants.START_ELEMENT) continue;
                if (first.isPresent()) skip();
                else first = Optional.of(new Nested(xml.getLocalName(), attributes(), text()));
            }
            return first;
        }

        private String text() throws XMLStreamException {
            var said = new StringBuilder();
            for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
                if (event == XMLStreamConstants.START_ELEMENT) skip();
                if (event == XMLStreamConstants.CHARACTERS) said.append(xml.getText());
            }
            return said.toString();
        }

        private void skip() throws XMLStreamException {
            int outside = depth - 1;
            while (depth > outside) next();
        }

        private int next() throws XMLStreamException {
            int event = xml.next();
            switch (event) {
                case XMLStreamConstants.DTD -> throw bad("A document type declaration is not allowed.");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw bad("Entities are not allowed, but for the five of XML.");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++elements > MOST_ELEMENTS) throw bad("More than " + MOST_ELEMENTS + " elements.");
                    if (++depth > DEEPEST) throw bad("Elements stand more than " + DEEPEST + " deep.");
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
            return event;
        }

        private boolean named(String element) {
            return xml.getLocalName().equalsIgnoreCase(element);
        }
    }
}
