package io.ringflow.ivr.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringflow.ivr.rest.Answer.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer as the octets that are sent. Thread-safe. */
final class AnswerText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerText() {}

    static byte[] xml(Answer answer) {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>");
        for (var field : all(answer)) write(field, text);
        return text.append("</Response>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The same elements without the root, as the cloud has it. */
    static byte[] json(Answer answer) {
        try {
            return JSON.writeValueAsBytes(object(all(answer)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Field> all(Answer answer) {
        var fields = new ArrayList<Field>();
        fields.add(Answer.text("statusCode", answer.statusCode()));
        answer.message().ifPresent(said -> fields.add(Answer.text("statusMsg", said)));
        fields.addAll(answer.fields());
        return fields;
    }

    private static void write(Field field, StringBuilder text) {
        text.append('<').append(field.name()).append('>');
        switch (field) {
            case Field.Text plain -> escape(plain.text(), text);
            case Field.Group group -> group.fields().forEach(one -> write(one, text));
            case Field.Table table -> table.rows().forEach(row -> write(new Field.Group(table.item(), row), text));
        }
        text.append("</").append(field.name()).append('>');
    }

    private static void escape(String said, StringBuilder text) {
        said.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '\r' -> text.append("&#13;");
                default -> text.appendCodePoint(isXml(c) ? c : '?');
            }
        });
    }

    /** XML 1.0 §2.2. */
    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || (c >= ' ' && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }

    private static Map<String, Object> object(List<Field> fields) {
        var object = new LinkedHashMap<String, Object>();
        for (var field : fields) object.put(field.name(), value(field));
        return object;
    }

    private static Object value(Field field) {
        return switch (field) {
            case Field.Text plain -> plain.text();
            case Field.Group group -> object(group.fields());
            case Field.Table table ->
                table.rows().stream().map(AnswerText::object).toList();
        };
    }
}
