package io.ringflow.ivr.flow;

import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.NearestName;
import io.ringflow.ivr.command.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Turns the events of one XML body into a document, by the grammar of flow-protocol 1.3. Used once, by its reader. */
final class DocumentParser {

    private static final int MOST_ELEMENTS = 64;

    private final XMLStreamReader xml;
    private final String text;
    private final CommandCatalog catalog;
    private final int linesBefore;
    private final List<String> warnings = new ArrayList<>();

    private int elements;
    private TextPosition here = new TextPosition(1, 1);

    /**
     * @param text what {@code xml} reads
     * @param linesBefore lines of the answer before it
     */
    DocumentParser(XMLStreamReader xml, String text, CommandCatalog catalog, int linesBefore) {
        this.xml = xml;
        this.text = text;
        this.catalog = catalog;
        this.linesBefore = linesBefore;
    }

    FlowDocument parse() throws XMLStreamException {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT) event = next();
        if (!named("Response")) throw error("the document must be a <Response>, not <" + xml.getLocalName() + ">");
        var document = response();
        // What follows the root must be well-formed too.
        while (xml.hasNext()) next();
        return document;
    }

    private FlowDocument response() throws XMLStreamException {
        Optional<String> appId = Optional.empty();
        @Nullable Command main = null;
        var secondaries = new ArrayList<Command>();
        @Nullable Command tail = null;
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.END_ELEMENT) break;
            if (event == XMLStreamConstants.CHARACTERS) refuseText("Response");
            if (event != XMLStreamConstants.START_ELEMENT) continue;
            if (named("Appid")) {
                if (main != null) throw error("<Appid> must stand before the commands");
                appId = Optional.of(content("Appid").strip());
                continue;
            }
            var spec = spec();
            if (tail != null) throw error("nothing may follow <" + tail.spec().element() + ">, the end of the flow");
            var role = role(spec, main == null);
            var command = command(spec);
            if (role == Role.MAIN) main = command;
            else if (role == Role.TAIL) tail = command;
            else secondaries.add(command);
        }
        if (main == null) return FlowDocument.hangUp("the answer has no command");
        return new FlowDocument(appId, main, secondaries, Optional.ofNullable(tail), warnings);
    }

    private Role role(CommandSpec<?> spec, boolean first) {
        if (first) {
            if (!spec.mayBe(Role.MAIN)) throw error("<" + spec.element() + "> can't be the main command");
            return Role.MAIN;
        }
        if (spec.mayBe(Role.TAIL)) return Role.TAIL;
        if (spec.mayBe(Role.SECONDARY)) return Role.SECONDARY;
        throw error("<" + spec.element() + "> may only be the main command, the first of a document");
    }

    /** Reads the element at hand to its end. */
    private Command command(CommandSpec<?> spec) throws XMLStreamException {
        var at = here;
        var attributes = attributes(spec);
        var said = new StringBuilder();
        Optional<Command> nested = Optional.empty();
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.END_ELEMENT) break;
            if (event == XMLStreamConstants.CHARACTERS) {
                if (spec.text().isEmpty()) refuseText(spec.element());
                said.append(xml.getText());
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (nested.isPresent()) throw error("only one element may stand inside <" + spec.element() + ">");
                nested = Optional.of(nested(spec));
            }
        }
        try {
            return make(spec, new CommandInput(attributes, said.toString(), nested));
        } catch (IllegalArgumentException refused) {
            here = at;
            throw error("<" + spec.element() + "> " + refused.getMessage());
        }
    }

    private Command nested(CommandSpec<?> outer) throws XMLStreamException {
        var inner = spec();
        if (outer.nests().stream().noneMatch(inner.element()::equals)) {
            throw error("<" + inner.element() + "> may not stand inside <" + outer.element() + ">");
        }
        return command(inner);
    }

    private static Command make(CommandSpec<?> spec, CommandInput input) {
        if (spec.text().isPresent()) {
            if (input.text().isEmpty()) {
                throw new IllegalArgumentException(
                        "is empty; it must hold " + spec.text().get().words());
            }
            spec.text().get().parse(input.text());
        }
        return spec.maker().apply(input);
    }

    private Map<String, String> attributes(CommandSpec<?> spec) {
        var said = new HashMap<String, String>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            var name = xml.getAttributeLocalName(i);
            if (spec.attribute(name).isEmpty()) {
                warnings.add(ignored(spec, name));
            } else if (said.put(name.toLowerCase(Locale.ROOT), xml.getAttributeValue(i)) != null) {
                throw error("<" + spec.element() + "> has " + name + " twice");
            }
        }
        return said;
    }

    private String ignored(CommandSpec<?> spec, String name) {
        var names = spec.attributes().stream().map(a -> a.name()).toList();
        return "line %d: <%s> has no attribute %s%s; ignored"
                .formatted(
                        here.line() + linesBefore,
                        spec.element(),
                        name,
                        NearestName.of(name, names)
                                .map(near -> ", did you mean " + near + "?")
                                .orElse(""));
    }

    private CommandSpec<?> spec() {
        return catalog.find(xml.getLocalName()).orElseThrow(() -> error(catalog.explainUnknown(xml.getLocalName())));
    }

    private String content(String element) throws XMLStreamException {
        var said = new StringBuilder();
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) throw error("<" + element + "> holds text only");
            if (event == XMLStreamConstants.CHARACTERS) said.append(xml.getText());
        }
        return said.toString();
    }

    private void refuseText(String element) {
        if (!xml.getText().isBlank()) throw error("text may not stand inside <" + element + ">");
    }

    private boolean named(String element) {
        return xml.getLocalName().equalsIgnoreCase(element);
    }

    private int next() throws XMLStreamException {
        int event = xml.next();
        var reached = xml.getLocation();
        here = event == XMLStreamConstants.START_ELEMENT
                ? TextPosition.ofTag(text, reached)
                : new TextPosition(reached.getLineNumber(), reached.getColumnNumber());
        switch (event) {
            case XMLStreamConstants.DTD -> throw error("a document type declaration is not allowed");
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw error("entities are not allowed, but for the five of XML");
            case XMLStreamConstants.START_ELEMENT -> {
                if (++elements > MOST_ELEMENTS) throw error("more than " + MOST_ELEMENTS + " elements");
            }
            default -> {}
        }
        return event;
    }

    private DocumentError error(String reason) {
        return new DocumentError(here.line() + linesBefore, here.column(), reason);
    }
}
