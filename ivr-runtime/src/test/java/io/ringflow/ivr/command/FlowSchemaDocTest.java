package io.ringflow.ivr.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.rest.AnswerOperations;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The schema for editors is what the commands say, and of one mind with the reader as far as a schema can be. */
class FlowSchemaDocTest {

    private static final Path FILE = Path.of("../docs/ringflow-flow.xsd");

    /** What the reader says of a document whose fault is in its structure or in a single value. */
    private static final List<String> TOLD_BY_A_SCHEMA = List.of(
            "may not stand inside",
            "may only be the main command",
            "can't be the main command",
            "nothing may follow",
            "only one element may stand inside",
            "is empty; it must hold",
            "is not a command",
            "must be a whole number",
            "must be true or false");

    @Test
    void theFileIsPrintedFromTheSpecs() throws IOException {
        var schema = CommandSchema.of(AnswerOperations.catalog());
        if (Boolean.getBoolean("golden.update")) Files.writeString(FILE, schema);
        assertThat(FILE).as("run ./ringflow docs").hasContent(schema);
    }

    @TestFactory
    Stream<DynamicTest> goodDocumentsAreValid() throws Exception {
        var schema = schema();
        return documents("good")
                .filter(file -> !read(beside(file)).contains("\nwarning "))
                .map(file -> DynamicTest.dynamicTest(
                        file.toString(), () -> assertThat(fault(schema, file)).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> documentsOfABadStructureAreNot() throws Exception {
        var schema = schema();
        return documents("bad")
                .filter(file -> TOLD_BY_A_SCHEMA.stream().anyMatch(read(beside(file))::contains))
                .map(file -> DynamicTest.dynamicTest(
                        file.toString(), () -> assertThat(fault(schema, file)).isPresent()));
    }

    @Test
    void anUnknownAttributeIsAFaultToAnEditor() throws Exception {
        var file = CommandGoldenTest.GOLDEN.resolve("get/good/unknown-attribute.xml");
        assertThat(fault(schema(), file)).isPresent();
    }

    private static Schema schema() throws SAXException {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new StringReader(CommandSchema.of(AnswerOperations.catalog()))));
    }

    private static Optional<String> fault(Schema schema, Path file) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        var document = factory.newDocumentBuilder().parse(file.toFile());
        inTheDialectsSpelling(document, document.getDocumentElement());
        try {
            schema.newValidator().validate(new DOMSource(document));
            return Optional.empty();
        } catch (SAXException invalid) {
            return Optional.of(invalid.getMessage());
        }
    }

    /** The server takes names in any case, a schema can't. */
    private static void inTheDialectsSpelling(Document document, Element element) {
        var spec = AnswerOperations.catalog().find(element.getLocalName());
        var name = spec.map(CommandSpec::element)
                .orElse(element.getLocalName().equalsIgnoreCase("Response") ? "Response" : element.getLocalName());
        var renamed = (Element) document.renameNode(element, null, name);
        spec.ifPresent(known -> {
            var attributes = renamed.getAttributes();
            for (int i = attributes.getLength() - 1; i >= 0; i--) {
                var attribute = attributes.item(i);
                known.attribute(attribute.getNodeName())
                        .ifPresent(meant -> document.renameNode(attribute, null, meant.name()));
            }
        });
        for (Node child = renamed.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) inTheDialectsSpelling(document, inner);
        }
    }

    private static Stream<Path> documents(String kind) throws IOException {
        try (var files = Files.walk(CommandGoldenTest.GOLDEN)) {
            return files
                    .filter(file -> file.toString().endsWith(".xml")
                            && file.getParent().endsWith(kind)
                            && Files.exists(beside(file)))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Path beside(Path file) {
        return Path.of(file.toString().replaceFirst("\\.xml$", ".txt"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
