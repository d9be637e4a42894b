package io.ringflow.ivr.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A client of the JSON interface, over real HTTP. Each answer is held against the server's own description. Closing frees
 * it.
 */
public final class ApiClient implements AutoCloseable {

    public static final String KEY = "the-key-of-the-shop";
    public static final String OTHER_KEY = "the-key-of-somebody-else";
    public static final String OPERATOR_KEY = "the-key-of-the-operator";
    public static final String READING_KEY = "the-key-of-a-report";

    /** What {@code rest.accounts} says of the shop, of somebody else, of who may do everything, and of who may only ask. */
    public static final List<Map<String, ?>> ACCOUNTS = List.of(
            account("shop", "8a48b5514f4fc588014f5d3b1c2a0b11", KEY, "test"),
            account("other", "aaf98f894f4fbec2014f5d3b1c2a0b22", OTHER_KEY, "foreign"),
            account("operator", "0f0f8f894f4fbec2014f5d3b1c2a0b33", OPERATOR_KEY, "*"),
            reading(account("report", "0e0e8f894f4fbec2014f5d3b1c2a0b44", READING_KEY, "test")));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;
    private final ContractCheck contract;
    private String key = KEY;

    public ApiClient(int port) {
        root = "http://127.0.0.1:" + port;
        contract = new ContractCheck(sent(HttpRequest.newBuilder(URI.create(root + "/v1/openapi.json")))
                .body());
    }

    private static Map<String, ?> account(String name, String sid, String key, String application) {
        return Map.of(
                "name",
                name,
                "sid",
                sid,
                "token",
                "0123456789abcdef",
                "api-key",
                key,
                "applications",
                List.of(application));
    }

    private static Map<String, ?> reading(Map<String, ?> account) {
        var only = new HashMap<String, Object>(account);
        only.put("read-only", true);
        return only;
    }

    /** An answer. */
    public record Answer(int status, Map<String, List<String>> headers, String body) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError(body, e);
            }
        }

        /** A member of it, as text. */
        public String text(String member) {
            return json().path(member).asText();
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** From now on with another key; empty: with none. */
    public ApiClient as(String other) {
        key = other;
        return this;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Posts JSON; apostrophes stand for quotes. */
    public Answer post(String path, String json) {
        return send(json(path, json));
    }

    public Answer post(String path, String contentType, byte[] body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    /** Posts nothing; the status. */
    public int postNothing(String path) {
        return send(request(path).POST(BodyPublishers.noBody())).status();
    }

    public Answer patch(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json.replace('\'', '"'))));
    }

    /** Posts JSON under a key of this request alone. */
    public Answer post(String path, String idempotencyKey, String json) {
        return send(json(path, json).header("Idempotency-Key", idempotencyKey));
    }

    HttpRequest.Builder json(String path, String json) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.replace('\'', '"')));
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(root + path));
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    Answer send(HttpRequest.Builder request) {
        var built = request.build();
        var answer = sent(request);
        contract.holds(built.method(), built.uri().getRawPath(), answer);
        return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
    }

    private HttpResponse<String> sent(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
