package io.ringflow.testkit.flow;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One notification as the application server saw it.
 *
 * @param path the path without the query, as sent
 * @param params what the query said, and a form body after it, decoded, in order; of a name said twice the first
 * @param headers names without regard to case
 */
public record FlowRequest(
        String method, String path, Map<String, String> params, Map<String, String> headers, String body) {

    /** The last part of the path: {@code startservice}, {@code dtmfreport}. */
    public String name() {
        return path.replaceAll("/+$", "").replaceAll(".*/", "");
    }

    /** One parameter, or the empty string. */
    public String param(String name) {
        return params.getOrDefault(name, "");
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** One line for a transcript: method, path and parameters as they were decoded. */
    @Override
    public String toString() {
        return method + " " + path + (params.isEmpty() ? "" : " " + params);
    }

    /** Reads one request, or none at the end of the connection. */
    static Optional<FlowRequest> read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = first.split(" ");
        if (parts.length != 3) {
            throw new IOException("not a request line: " + first);
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        String body = new String(body(in, headers), StandardCharsets.UTF_8);
        int question = parts[1].indexOf('?');
        String path = question < 0 ? parts[1] : parts[1].substring(0, question);
        var params = new LinkedHashMap<String, String>();
        decode(question < 0 ? "" : parts[1].substring(question + 1), params);
        if (headers.getOrDefault("Content-Type", "")
                .toLowerCase(Locale.ROOT)
                .startsWith("application/x-www-form-urlencoded")) {
            decode(body, params);
        }
        return Optional.of(new FlowRequest(
                parts[0], path, Collections.unmodifiableMap(params), Collections.unmodifiableMap(headers), body));
    }

    private static void decode(String form, Map<String, String> params) {
        for (var pair : form.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                params.putIfAbsent(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")) {
            var body = new ByteArrayOutputStream();
            for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
                body.write(exactly(in, size));
                line(in);
            }
            line(in);
            return body.toByteArray();
        }
        return exactly(in, Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in).replaceAll(";.*", "").strip(), 16);
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the request's body ended early");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
