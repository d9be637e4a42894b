package io.ringflow.ivr.rest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An application's client of the REST interface, over real HTTP. Closing frees it. */
public final class RestClient implements AutoCloseable {

    public static final String SID = "8a48b5514f4fc588014f5d3b1c2a0b11";
    public static final String TOKEN = "b5c1a0f29d7e4f6ba3c2d1e0f9a8b7c6";

    /** What {@code rest.accounts} says of it. */
    public static final List<Map<String, ?>> ACCOUNTS = List.of(Map.of(
            "name",
            "shop",
            "sid",
            SID,
            "token",
            TOKEN,
            "api-key",
            "a-key-of-a-new-client",
            "applications",
            List.of("test")));

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.systemDefault());

    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;
    private final InstantSource clock;

    public RestClient(int port, InstantSource clock) {
        root = "http://127.0.0.1:" + port + "/2013-12-26/Accounts/" + SID + "/";
        this.clock = clock;
    }

    /** What an element of an answer holds. */
    public static String element(String answer, String name) {
        var found = Pattern.compile("<" + name + ">(.*?)</" + name + ">").matcher(answer);
        if (!found.find()) throw new AssertionError("no " + name + " in " + answer);
        return found.group(1);
    }

    /** Posts an operation for an application; its answer. */
    public String operation(String function, String appId, String operation) {
        return post(
                function,
                "",
                ("<Request><Appid>" + appId + "</Appid>" + operation + "</Request>").getBytes(StandardCharsets.UTF_8));
    }

    /** @param query what follows {@code sig}, with a leading ampersand */
    public String post(String function, String query, byte[] body) {
        return send(signed(function, query).POST(BodyPublishers.ofByteArray(body)))
                .body();
    }

    public String get(String function, String query) {
        return send(signed(function, query).GET()).body();
    }

    private HttpRequest.Builder signed(String function, String query) {
        String timestamp = TIMESTAMP.format(clock.instant());
        String sig = Signing.sig(SID, TOKEN, timestamp);
        return HttpRequest.newBuilder(URI.create(root + function + "?sig=" + sig + query))
                .header("Accept", "application/xml")
                .header("Content-Type", "application/xml;charset=utf-8")
                .header("Authorization", Signing.authorization(SID, timestamp));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
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
