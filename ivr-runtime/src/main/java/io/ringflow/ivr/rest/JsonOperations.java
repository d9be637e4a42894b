package io.ringflow.ivr.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code {"Appid":"…","QueryCallState":{"callid":"…"}}}, as the cloud's clients write it when they are set to JSON:
 * the PHP one in single quotes, the Java one with the operation's object as a string, the Node.js one with its attributes
 * beside {@code Appid}. Thread-safe.
 */
final class JsonOperations {

    private static final int DEEPEST = 8;

    private final ObjectMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();

    static boolean is(Optional<String> contentType) {
        return contentType
                .filter(said -> said.toLowerCase(Locale.ROOT).contains("json"))
                .isPresent();
    }

    /** @throws RestRefused BAD_REQUEST */
    OperationRequest read(byte[] body, Optional<String> contentType) {
        var whole = object(OperationReader.text(body, contentType));
        Optional<String> appId = Optional.empty();
        String element = "";
        var attributes = new HashMap<String, String>();
        for (var member : whole.properties()) {
            String name = member.getKey();
            var value = member.getValue();
            if (name.equalsIgnoreCase("Appid")) {
                appId = Optional.of(value.asText().strip()).filter(id -> !id.isEmpty());
            } else if (value.isObject() || looksLikeObject(value)) {
                if (!element.isEmpty())
                    throw OperationReader.bad("A request is one operation; " + name + " is another.");
                element = name;
                attributes.putAll(attributes(value.isObject() ? value : object(value.asText())));
            } else {
                attributes.putIfAbsent(name.toLowerCase(Locale.ROOT), value.asText());
            }
        }
        return new OperationRequest(appId, element, attributes);
    }

    /**
     * Reads {@code {"appId":"..","date":".."}}, or the same within an object of the root's name.
     *
     * @throws RestRefused BAD_REQUEST
     */
    Map<String, String> readTexts(String root, byte[] body, Optional<String> contentType) {
        var whole = object(OperationReader.text(body, contentType));
        var inner = whole.properties().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(root))
                .map(Map.Entry::getValue)
                .filter(JsonNode::isObject)
                .findFirst();
        return attributes(inner.orElse(whole));
    }

    private static boolean looksLikeObject(JsonNode value) {
        return value.isTextual() && value.asText().stripLeading().startsWith("{");
    }

    private static Map<String, String> attributes(JsonNode object) {
        var attributes = new HashMap<String, String>();
        for (var member : object.properties()) {
            if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                attributes.put(
                        member.getKey().toLowerCase(Locale.ROOT),
                        member.getValue().asText());
            }
        }
        return attributes;
    }

    private JsonNode object(String text) {
        try {
            var node = json.readTree(text);
            if (node != null && node.isObject()) return node;
        } catch (JsonProcessingException broken) {
            throw OperationReader.bad("The body is not JSON: " + broken.getOriginalMessage());
        }
        throw OperationReader.bad("The body is not a JSON object.");
    }
}
