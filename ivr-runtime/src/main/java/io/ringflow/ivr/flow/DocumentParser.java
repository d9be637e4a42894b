package io.ringflow.ivr.flow;

import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.NearestName;
import io.ringflow.ivr.command.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Turns the events of one XML body into a document, by the grammar of flow-protocol 1.3. Used once, by its reader.
 *
 * <p>What is wrong is handed to the remarks. For a server they throw; for an author they keep it, and reading goes on
 * where that makes sense.
 */
final class DocumentParser {

    private static final int MOST_ELEMENTS = 64;
    private static final String ROOT = "Response";

    private final XMLStreamReader xml;
    private final String text;
    private final CommandCatalog catalog;
    private final int linesBefore;
    private final Remarks remarks;

    private int elements;
    private TextPosition here = new TextPosition(1, 1);

    /**
     * @param text what {@code xml} reads
     * @param linesBefore lines of the answer before it
     */
    DocumentParser(XMLStreamReader xml, String text, CommandCatalog catalog, int linesBefore, Remarks remarks) {
        this.xml = xml;
        this.text = text;
        this.catalog = catalog;
        this.linesBefore = linesBefore;
        this.remarks = remarks;
    }

    FlowDocument parse() throws XMLStreamException {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT) event = next();
        if (!named(ROOT)) {
            var name = xml.getLocalName();
            refuse("the document must be a <Response>, not <" + name + ">");
            // Nothing is to be learned from a page of something else.
            if (NearestName.of(name, List.of(ROOT)).isEmpty()) return FlowDocument.hangUp();
        }
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
        boolean begun = false;
        Optional<CommandSpec<?>> end = Optional.empty();
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.END_ELEMENT) break;
            if (event == XMLStreamConstants.CHARACTERS) refuseText(ROOT);
            if (event != XMLStreamConstants.START_ELEMENT) continue;
            if (named("Appid")) {
                if (begun) refuse("<Appid> must stand before the commands");
                appId = Optional.of(content("Appid").strip());
                continue;
            }
            var spec = spec();
            boolean first = !begun;
            begun = true;
            if (spec.isEmpty()) {
                skip();
                continue;
            }
            end.ifPresent(last -> refuse("nothing may follow <" + last.element() + ">, the end of the flow"));
            var role = end.isPresent() ? Role.SECONDARY : role(spec.get(), first);
            if (role == Role.TAIL) end = spec;
            var command = command(spec.get(), false).orElse(null);
            if (role == Role.MAIN) main = command;
            else if (role == Role.TAIL) tail = command;
            else if (command != null) secondaries.add(command);
        }
        if (!begun) remarks.warn(Finding.warning(0, 0, "the answer has no command: the call is hung up"));
        if (main == null) return FlowDocument.hangUp();
        return new FlowDocument(appId, main, secondaries, Optional.ofNullable(tail), List.of());
    }

    private Role role(CommandSpec<?> spec, boolean first) {
        if (first) {
            if (!spec.mayBe(Role.MAIN)) refuse("<" + spec.element() + "> can't be the main command");
            return Role.MAIN;
        }
        if (spec.mayBe(Role.TAIL)) return Role.TAIL;
        if (!spec.mayBe(Role.SECONDARY)) {
            refuse("<" + spec.element() + "> may only be the main command, the first of a document");
        }
        return Role.SECONDARY;
    }

    /** Reads the element at hand to its end; empty when it was refused. */
    private Optional<Command> command(CommandSpec<?> spec, boolean isNested) throws XMLStreamException {
        var at = here;
        var attributes = attributes(spec);
        var said = new StringBuilder();
        boolean nests = false;
        Optional<Command> nested = Optional.empty();
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.END_ELEMENT) break;
            if (event == XMLStreamConstants.CHARACTERS) {
                if (spec.text().isEmpty()) refuseText(spec.element());
                said.append(xml.getText());
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (nests) refuse("only one element may stand inside <" + spec.element() + ">");
                nests = true;
                nested = nested(spec);
            }
        }
        here = at;
        var input = new CommandInput(attributes, said.toString(), nested);
        try {
            var command = make(spec, input);
            remarks.read(new Examination.Placed(command, input, isNested, at.line() + linesBefore, at.column()));
            return Optional.of(command);
        } catch (IllegalArgumentException refused) {
            if (remarks.wantsAll()) refuseValues(spec, input, refused);
            else refuse("<" + spec.element() + "> " + refused.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Command> nested(CommandSpec<?> outer) throws XMLStreamException {
        var inner = spec();
        if (inner.isEmpty()) {
            skip();
            return Optional.empty();
        }
        boolean allowed = outer.nests().contains(inner.get().element());
        if (!allowed) refuse("<" + inner.get().element() + "> may not stand inside <" + outer.element() + ">");
        var command = command(inner.get(), true);
        return allowed ? command : Optional.empty();
    }

    private static Command make(CommandSpec<?> spec, CommandInput input) {
        checkText(spec, input);
        return spec.maker().apply(input);
    }

    private static void checkText(CommandSpec<?> spec, CommandInput input) {
        if (spec.text().isEmpty()) return;
        if (input.text().isEmpty()) {
            throw new IllegalArgumentException(
                    "is empty; it must hold " + spec.text().get().words());
        }
        spec.text().get().parse(input.text());
    }

    /** Refuses each value that is wrong by itself, and what was refused if it is none of them. */
    private void refuseValues(CommandSpec<?> spec, CommandInput input, IllegalArgumentException refused) {
        var all = new LinkedHashSet<String>();
        note(all, () -> checkText(spec, input));
        for (var attribute : spec.attributes()) note(all, () -> input.find(attribute));
        all.add(String.valueOf(refused.getMessage()));
        all.forEach(reason -> refuse("<" + spec.element() + "> " + reason));
    }

    private static void note(Set<String> reasons, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException wrong) {
            reasons.add(String.valueOf(wrong.getMessage()));
        }
    }

    private Map<String, String> attributes(CommandSpec<?> spec) {
        var said = new HashMap<String, String>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            var name = xml.getAttributeLocalName(i);
            if (spec.attribute(name).isEmpty()) {
                remarks.warn(Finding.warning(here.line() + linesBefore, here.column(), ignored(spec, name)));
            } else if (said.put(name.toLowerCase(Locale.ROOT), xml.getAttributeValue(i)) != null) {
                refuse("<" + spec.element() + "> has " + name + " twice");
            }
        }
        return said;
    }

    private static String ignored(CommandSpec<?> spec, String name) {
        var names = spec.attributes().stream().map(a -> a.name()).toList();
        return "<%s> has no attribute %s%s; ignored"
                .formatted(
                        spec.element(),
                        name,
                        NearestName.of(name, names)
                                .map(near -> ", did you mean " + near + "?")
                                .orElse(""));
    }

    private Optional<CommandSpec<?>> spec() {
        var spec = catalog.find(xml.getLocalName());
        if (spec.isEmpty()) refuse(catalog.explainUnknown(xml.getLocalName()));
        return spec;
    }

    private String content(String element) throws XMLStreamException {
        var said = new StringBuilder();
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                refuse("<" + element + "> holds text only");
                skip();
            }
            if (event == XMLStreamConstants.CHARACTERS) said.append(xml.getText());
        }
        return said.toString();
    }

    /** Passes over the rest of an element whose beginning was read. */
    private void skip() throws XMLStreamException {
        int open = 1;
        while (open > 0) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) open++;
            if (event == XMLStreamConstants.END_ELEMENT) open--;
        }
    }

    private void refuseText(String element) {
        if (!xml.getText().isBlank()) refuse("text may not stand inside <" + element + ">");
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

    private void refuse(String reason) {
        remarks.refuse(error(reason));
    }

    private DocumentError error(String reason) {
        return new DocumentError(here.line() + linesBefore, here.column(), reason);
    }
}
