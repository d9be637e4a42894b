package io.ringflow.ivr.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpResponse;
import java.util.Locale;

/** Holds every answer against the description that the server itself gives out. */
final class ContractCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode description;

    ContractCheck(String description) {
        this.description = tree(description);
    }

    /** Fails if the description does not say so; an answer to what is in none of its paths must be a problem. */
    void holds(String method, String path, HttpResponse<String> answer) {
        String type = answer.headers().firstValue("content-type").orElse("");
        var operation = operation(method, path);
        var responses = operation.path("responses");
        var said = responses.path(Integer.toString(answer.statusCode()));
        if (answer.statusCode() >= 400) {
            assertThat(type).isEqualTo("application/problem+json");
            conforms(reference("Problem"), answer.body());
            assertThat(answer.headers().firstValue("request-id"))
                    .contains(tree(answer.body()).path("requestId").asText());
            if (operation.isMissingNode()) return;
            String code = tree(answer.body()).path("code").asText();
            assertThat(said.path("description").asText()
                            + responses.path("default").path("description").asText())
                    .as("codes that the description names for " + method + " " + path)
                    .containsAnyOf(code, code.substring(0, 3) + "xxx");
            return;
        }
        assertThat(said.isMissingNode())
                .as("%s %s is described to answer %d", method, path, answer.statusCode())
                .isFalse();
        var content = said.path("content");
        if (content.isMissingNode()) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        assertThat(content.has(type)).as(type + " of " + content).isTrue();
        if (type.equals("application/json")) conforms(content.path(type).path("schema"), answer.body());
    }

    private JsonNode operation(String method, String path) {
        for (var one : description.path("paths").properties()) {
            if (PathTemplate.of(one.getKey()).match(PathTemplate.parts(path)).isPresent()
                    && one.getValue().has(method.toLowerCase(Locale.ROOT))) {
                return one.getValue().path(method.toLowerCase(Locale.ROOT));
            }
        }
        return JSON.missingNode();
    }

    private static ObjectNode reference(String name) {
        return JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private void conforms(JsonNode schema, String body) {
        var whole = (ObjectNode) schema.deepCopy();
        whole.set("components", description.path("components"));
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        assertThat(SCHEMAS.getSchema(whole, config).validate(tree(body)))
                .as(body)
                .isEmpty();
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
