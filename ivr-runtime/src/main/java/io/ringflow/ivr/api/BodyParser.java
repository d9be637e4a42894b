package io.ringflow.ivr.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ringflow.ivr.rest.RestError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads bodies and queries as the records of a route. Thread-safe. */
final class BodyParser {

    private static final int DEEPEST = 8;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws ApiRefused BAD_REQUEST, with all that is wrong */
    <B extends Record> B body(Class<B> type, byte[] octets) {
        var reader = new ShapeReader(false);
        return reader.read(type, tree(octets)).orElseThrow(() -> flawed("The body", reader.flaws()));
    }

    /** @throws ApiRefused BAD_REQUEST, with all that is wrong */
    <Q extends Record> Q query(Class<Q> type, Map<String, List<String>> parameters) {
        var object = JsonNodeFactory.instance.objectNode();
        parameters.forEach((name, values) -> {
            if (values.size() > 1) throw ApiRefused.parameter(name, "stands twice in the query");
            object.put(name, values.isEmpty() ? "" : values.getFirst());
        });
        var reader = new ShapeReader(true);
        return reader.read(type, object).orElseThrow(() -> flawed("The query", reader.flaws()));
    }

    /** Whether a body of this type is one that is taken. */
    static boolean takes(Input<?> input, String contentType) {
        return input.contentTypes().contains(plain(contentType));
    }

    private static String plain(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private JsonNode tree(byte[] octets) {
        try {
            // RFC 8259 §8.1; Jackson would take other encodings, and bytes that are of none.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            var tree = json.readTree(text);
            if (tree.isMissingNode()) throw bad("The body is empty; it must be a JSON object.");
            return tree;
        } catch (JsonProcessingException broken) {
            var where = broken.getLocation();
            String place =
                    where == null ? "" : " (line %d, column %d)".formatted(where.getLineNr(), where.getColumnNr());
            throw bad("The body is not JSON: " + firstLine(broken.getOriginalMessage()) + place + ".");
        } catch (CharacterCodingException notText) {
            throw bad("The body is not UTF-8.");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static ApiRefused bad(String detail) {
        return new ApiRefused(RestError.BAD_REQUEST, detail, List.of());
    }

    private static ApiRefused flawed(String what, List<Flaw> flaws) {
        String detail = flaws.stream()
                .limit(3)
                .map(flaw -> flaw.pointer().or(flaw::parameter).orElse("") + " " + flaw.detail())
                .collect(Collectors.joining("; "));
        return new ApiRefused(RestError.BAD_REQUEST, what + " is not what this path takes: " + detail, flaws);
    }
}
