package io.ringflow.ivr.rest;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.ringflow.ivr.http.HttpRoutes;
import io.ringflow.ivr.prompt.UploadedPrompts;
import io.ringflow.ivr.recording.LinkKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code downloadUrl} of {@code MediaFileUpload} (flow-protocol 8.6): an uploaded prompt, as it was sent, to whoever has a
 * URL that we gave out and that is still good. Thread-safe.
 */
public final class PromptLinks implements HttpRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(PromptLinks.class);
    private static final HeaderName NO_SNIFFING = HeaderNames.create("X-Content-Type-Options");
    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final String ROOT = "/prompts/";

    private final UploadedPrompts prompts;
    private final LinkKey key;
    private final InstantSource clock;

    /** @param key that the URLs are signed with */
    public PromptLinks(UploadedPrompts prompts, LinkKey key, InstantSource clock) {
        this.prompts = prompts;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Where a prompt can be fetched from now on.
     *
     * @param base by which the client reached this server
     */
    String url(String base, String applicationId, String name) {
        return base + key.signed(path(applicationId, name), clock.instant().plus(LIFETIME));
    }

    @Override
    public void addTo(HttpRouting.Builder routing) {
        routing.get(ROOT + "{application}/{name}", this::serve);
    }

    private void serve(ServerRequest request, ServerResponse response) {
        var parameters = request.path().pathParameters();
        String application = parameters.get("application");
        String name = parameters.get("name");
        String expires = request.query().first("expires").orElse("");
        String signature = request.query().first("sig").orElse("");
        // The signature first: without one nobody learns which prompts there are.
        switch (key.judge(path(application, name), expires, signature, clock.instant())) {
            case FORGED -> refuse(response, Status.FORBIDDEN_403, "This URL is not valid.");
            case EXPIRED -> refuse(response, Status.FORBIDDEN_403, "This URL has expired.");
            case GOOD -> give(response, application, name);
        }
    }

    private void give(ServerResponse response, String application, String name) {
        var file = prompts.file(application, name);
        if (file.isEmpty()) {
            refuse(response, Status.NOT_FOUND_404, "There is no such prompt any more.");
            return;
        }
        try (var sound = Files.newInputStream(file.get())) {
            response.header(HeaderNames.CONTENT_TYPE, contentType(name));
            response.header(HeaderNames.CACHE_CONTROL, "private");
            response.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + encoded(name));
            response.header(NO_SNIFFING, "nosniff");
            try (var out = response.outputStream()) {
                sound.transferTo(out);
            }
        } catch (IOException | UncheckedIOException gone) {
            LOG.debug("download of prompt {} broke off: {}", encoded(name), gone.toString());
            if (!response.isSent()) refuse(response, Status.NOT_FOUND_404, "There is no such prompt any more.");
        }
    }

    private static String contentType(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".mp3") ? "audio/mpeg" : "audio/wav";
    }

    private static String path(String applicationId, String name) {
        return ROOT + encoded(applicationId) + "/" + encoded(name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void refuse(ServerResponse response, Status status, String words) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.send(words + "\n");
    }
}
