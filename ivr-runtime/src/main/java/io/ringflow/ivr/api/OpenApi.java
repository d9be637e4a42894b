package io.ringflow.ivr.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringflow.ivr.api.Shape.Member;
import io.ringflow.ivr.rest.RestError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Describes routes as OpenAPI 3.1 does, from the table that routes and checks requests. Used once. */
final class OpenApi {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String BEARER = "key";
    private static final String DESCRIPTION = """
            Calls, conferences, recordings and prompts of an account's applications. What belongs to others does not \
            exist: it is answered 404. A request that is not done is answered `application/problem+json` with one of the six-digit \
            codes of docs/errors.md. A `POST` with an `Idempotency-Key` is done once: the same request with the same key gets \
            the same answer for 24 hours.""";

    private final ObjectNode schemas = NODES.objectNode();
    private final Schemas shapes = new Schemas(schemas);

    private OpenApi() {}

    static ObjectNode of(List<Route<?, ?>> routes) {
        return new OpenApi().document(routes);
    }

    private ObjectNode document(List<Route<?, ?>> routes) {
        var document = NODES.objectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Ringflow")
                .put("version", "1")
                .put("description", DESCRIPTION)
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/").put("description", "The REST port of this server");
        document.putArray("security").addObject().putArray(BEARER);
        var tags = document.putArray("tags");
        for (var section : Section.values()) {
            if (routes.stream().anyMatch(route -> route.section() == section)) {
                tags.addObject().put("name", section.title()).put("description", section.meaning());
            }
        }
        document.set("paths", paths(routes));
        shapes.said(Shapes.of(Problem.class));
        var components = document.putObject("components");
        components.set("schemas", sorted(schemas));
        components
                .putObject("securitySchemes")
                .putObject(BEARER)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "`api-key` of the account (`rest.accounts`)");
        return document;
    }

    private ObjectNode paths(List<Route<?, ?>> routes) {
        var paths = new LinkedHashMap<String, ObjectNode>();
        for (var route : routes) {
            paths.computeIfAbsent(route.path().text(), _ -> NODES.objectNode())
                    .set(route.method().toLowerCase(java.util.Locale.ROOT), operation(route));
        }
        var all = NODES.objectNode();
        paths.forEach(all::set);
        return all;
    }

    private ObjectNode operation(Route<?, ?> route) {
        var operation = NODES.objectNode();
        operation.putArray("tags").add(route.section().title());
        operation.put("operationId", route.id());
        operation.put("description", route.meaning());
        if (route.open()) operation.putArray("security");
        var parameters = parameters(route);
        if (!parameters.isEmpty()) operation.set("parameters", parameters);
        if (!route.input().contentTypes().isEmpty()) operation.set("requestBody", body(route.input()));
        operation.set("responses", responses(route));
        return operation;
    }

    private ArrayNode parameters(Route<?, ?> route) {
        var parameters = NODES.arrayNode();
        for (String name : route.path().parameters()) {
            parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "path")
                    .put("required", true)
                    .putObject("schema")
                    .put("type", "string");
        }
        for (Member member : Shapes.of(route.query()).members()) {
            var parameter = parameters
                    .addObject()
                    .put("name", member.name())
                    .put("in", "query")
                    .put("required", member.required())
                    .put("description", member.meaning());
            parameter.set("schema", shapes.parameter(member));
        }
        if (route.once()) {
            header(parameters, Once.HEADER, "Of this request alone; 1 to 255 visible ASCII characters", 257);
        }
        if (route.output().contentType().equals(Output.EVENTS)) {
            header(
                    parameters,
                    EventResource.LAST_SEEN,
                    "The `id` of the last event that was seen: what came after it",
                    64);
        }
        return parameters;
    }

    private static void header(ArrayNode parameters, String name, String meaning, int longest) {
        parameters
                .addObject()
                .put("name", name)
                .put("in", "header")
                .put("required", false)
                .put("description", meaning)
                .putObject("schema")
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", longest);
    }

    private ObjectNode body(Input<?> input) {
        var body = NODES.objectNode().put("required", true);
        var content = body.putObject("content");
        for (String type : input.contentTypes()) {
            var media = content.putObject(type);
            switch (input) {
                case Input.Json<?> object -> media.set("schema", shapes.told(Shapes.of(object.type())));
                case Input.Flow _ -> media.putObject("schema").put("type", "string");
                // OpenAPI 3.1: octets have no schema.
                case Input.Sound _, Input.None _ -> {}
            }
        }
        return body;
    }

    private ObjectNode responses(Route<?, ?> route) {
        var responses = NODES.objectNode();
        responses.set(Integer.toString(route.output().status()), good(route.output()));
        var byStatus = new TreeMap<Integer, List<ApiError>>();
        for (var error : route.errors()) {
            byStatus.computeIfAbsent(error.status(), _ -> new ArrayList<>()).add(error);
        }
        byStatus.computeIfAbsent(0, _ -> new ArrayList<>()).add(ApiError.of(RestError.FAULT));
        byStatus.forEach((status, errors) -> responses.set(
                status == 0 ? "default" : status.toString(),
                problem(errors.stream()
                        .map(error -> "`%s` %s".formatted(error.code(), error.meaning()))
                        .distinct()
                        .collect(Collectors.joining("\n\n")))));
        return responses;
    }

    private ObjectNode good(Output output) {
        var response = NODES.objectNode();
        response.put("description", output.contentType().isEmpty() ? "Done" : "Done, and what came of it");
        response.putObject("headers")
                .putObject("Request-Id")
                .put("description", "Name of the request in the server's log")
                .putObject("schema")
                .put("type", "string");
        if (output.contentType().isEmpty()) return response;
        var media = response.putObject("content").putObject(output.contentType());
        var schema = NODES.objectNode().put("type", "string");
        media.set(
                "schema",
                output.type().map(type -> shapes.said(Shapes.of(type))).orElse(schema));
        return response;
    }

    private ObjectNode problem(String description) {
        var response = NODES.objectNode().put("description", description);
        response.putObject("content")
                .putObject(Problem.CONTENT_TYPE)
                .set("schema", shapes.said(Shapes.of(Problem.class)));
        return response;
    }

    private static ObjectNode sorted(ObjectNode object) {
        var sorted = NODES.objectNode();
        object.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> sorted.set(one.getKey(), one.getValue()));
        return sorted;
    }
}
