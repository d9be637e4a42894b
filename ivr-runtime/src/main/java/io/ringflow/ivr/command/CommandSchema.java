package io.ringflow.ivr.command;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The documents as an XML Schema, for editors: the grammar of flow-protocol 1.3 and what each {@link CommandSpec} says.
 * Pure. It gives names in the dialect's own spelling only, since a schema can't say "in any case", and leaves to the
 * server what only a parser decides.
 */
public final class CommandSchema {

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Printed by the commands themselves: ./ringflow docs. The server takes names in any case; here they have the
                 dialect's own spelling. -->
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">

              <xs:element name="Response">
                <xs:annotation><xs:documentation>What an application answers: a main command, what runs when that does not \
            call back, and how it goes on.</xs:documentation></xs:annotation>
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="Appid" type="xs:string" minOccurs="0"/>
                    <xs:sequence minOccurs="0">
            """;

    private static final String TEXT_TYPES = """

              <xs:simpleType name="blank">
                <xs:restriction base="xs:token"><xs:maxLength value="0"/></xs:restriction>
              </xs:simpleType>

              <xs:simpleType name="content">
                <xs:restriction base="xs:token"><xs:minLength value="1"/></xs:restriction>
              </xs:simpleType>
            """;

    private CommandSchema() {}

    public static String of(CommandCatalog catalog) {
        var schema = new StringBuilder(HEAD);
        choice(schema, catalog, Role.MAIN, "");
        choice(schema, catalog, Role.SECONDARY, " minOccurs=\"0\" maxOccurs=\"unbounded\"");
        choice(schema, catalog, Role.TAIL, " minOccurs=\"0\"");
        schema.append("        </xs:sequence>\n      </xs:sequence>\n    </xs:complexType>\n  </xs:element>\n");
        catalog.all().forEach(spec -> schema.append(type(spec)));
        return schema.append(TEXT_TYPES).append("\n</xs:schema>\n").toString();
    }

    private static void choice(StringBuilder schema, CommandCatalog catalog, Role role, String occurs) {
        schema.append("          <xs:choice").append(occurs).append(">\n");
        catalog.all().stream().filter(spec -> spec.mayBe(role)).forEach(spec -> schema.append("            ")
                .append(element(spec.element()))
                .append("\n"));
        schema.append("          </xs:choice>\n");
    }

    private static String element(String name) {
        return "<xs:element name=\"" + name + "\" type=\"" + name + "\"/>";
    }

    private static String type(CommandSpec<?> spec) {
        var attributes = spec.attributes().stream()
                .map(attribute -> attribute(attribute, spec.text().isPresent() ? "        " : "    "))
                .collect(Collectors.joining());
        var type = new StringBuilder("\n  <xs:complexType name=\"" + spec.element() + "\">\n");
        type.append("    ").append(documentation(spec.meaning())).append("\n");
        if (spec.text().isPresent() && spec.nests().isEmpty()) {
            type.append("    <xs:simpleContent>\n      <xs:extension base=\"content\">\n")
                    .append(attributes)
                    .append("      </xs:extension>\n    </xs:simpleContent>\n");
        } else {
            type.append(nests(spec.nests())).append(attributes);
        }
        return type.append("  </xs:complexType>\n").toString();
    }

    private static String nests(List<String> elements) {
        if (elements.isEmpty()) return "";
        return elements.stream()
                .map(name -> "      " + element(name) + "\n")
                .collect(Collectors.joining("", "    <xs:choice minOccurs=\"0\">\n", "    </xs:choice>\n"));
    }

    private static String attribute(Attribute<?> attribute, String indent) {
        var meaning = attribute.meaning()
                + attribute.fallback().map(text -> " (default: " + text + ")").orElse("");
        var inner = indent + "  ";
        return indent + "<xs:attribute name=\"" + attribute.name() + "\">\n" + inner + documentation(meaning) + "\n"
                + inner + "<xs:simpleType>\n"
                // An attribute that is blank counts as absent.
                + inner + "  <xs:union memberTypes=\"blank\">\n"
                + values(attribute.type().shape(), inner + "    ")
                + inner + "  </xs:union>\n"
                + inner + "</xs:simpleType>\n" + indent + "</xs:attribute>\n";
    }

    private static String values(ValueShape shape, String indent) {
        return switch (shape) {
            case ValueShape.Text() -> simple(indent, "xs:string", "");
            case ValueShape.Whole(int least, int most) ->
                simple(indent, "xs:integer", facet("minInclusive", "" + least) + facet("maxInclusive", "" + most));
            case ValueShape.OneOf(List<String> words) ->
                // The second is for the server, which takes any case; editors offer the first.
                simple(
                                indent,
                                "xs:token",
                                words.stream().map(w -> facet("enumeration", w)).collect(Collectors.joining()))
                        + simple(
                                indent,
                                "xs:token",
                                words.stream()
                                        .map(w -> facet("pattern", inAnyCase(w)))
                                        .collect(Collectors.joining()));
            case ValueShape.Matching(String pattern) -> simple(indent, "xs:token", facet("pattern", pattern));
        };
    }

    private static String simple(String indent, String base, String facets) {
        return indent + "<xs:simpleType><xs:restriction base=\"" + base + "\">" + facets
                + "</xs:restriction></xs:simpleType>\n";
    }

    private static String facet(String name, String value) {
        return "<xs:" + name + " value=\"" + escaped(value) + "\"/>";
    }

    private static String inAnyCase(String word) {
        return word.chars()
                .mapToObj(c -> Character.isLetter(c)
                        ? "[" + (char) Character.toLowerCase(c) + (char) Character.toUpperCase(c) + "]"
                        : String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    private static String documentation(String text) {
        return "<xs:annotation><xs:documentation>" + escaped(text) + "</xs:documentation></xs:annotation>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
