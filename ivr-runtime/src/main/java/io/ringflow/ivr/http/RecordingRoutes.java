package io.ringflow.ivr.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.ringflow.ivr.recording.RecordingId;
import io.ringflow.ivr.recording.RecordingLinks;
import io.ringflow.ivr.recording.RecordingManifest;
import io.ringflow.ivr.recording.RecordingObserver;
import io.ringflow.ivr.recording.RecordingObserver.Download;
import io.ringflow.ivr.recording.RecordingSource;
import io.ringflow.ivr.recording.RecordingStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /recordings/{id}?expires=..&sig=..}: a recording, to whoever has a URL that we gave out and that is still good
 * (D23). What is asked for is an id, never a path.
 */
public final class RecordingRoutes implements HttpRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingRoutes.class);
    private static final HeaderName NO_SNIFFING = HeaderNames.create("X-Content-Type-Options");
    private static final int BLOCK = 64 * 1024;

    private final RecordingStore store;
    private final RecordingLinks links;
    private final RecordingObserver observer;

    public RecordingRoutes(RecordingStore store, RecordingLinks links, RecordingObserver observer) {
        this.store = store;
        this.links = links;
        this.observer = observer;
    }

    @Override
    public void addTo(HttpRouting.Builder routing) {
        routing.get("/recordings/{id}", this::serve).head("/recordings/{id}", this::serve);
    }

    private void serve(ServerRequest request, ServerResponse response) {
        var id = RecordingId.parse(request.path().pathParameters().get("id"));
        if (id.isEmpty()) {
            refuse(response, Download.UNKNOWN, Status.NOT_FOUND_404, "There is no such recording.");
            return;
        }
        // The signature first: without one nobody learns which recordings there are.
        switch (links.judge(id.get(), parameter(request, "expires"), parameter(request, "sig"))) {
            case FORGED -> refuse(response, Download.FORGED, Status.FORBIDDEN_403, "This URL is not valid.");
            case EXPIRED -> refuse(response, Download.EXPIRED, Status.FORBIDDEN_403, "This URL has expired.");
            case GOOD -> give(request, response, id.get());
        }
    }

    private void give(ServerRequest request, ServerResponse response, RecordingId id) {
        try (var source = store.open(id).orElse(null)) {
            if (source == null) {
                refuse(response, Download.UNKNOWN, Status.NOT_FOUND_404, "The recording is no longer kept.");
            } else {
                send(request, response, source);
            }
        } catch (NoSuchFileException gone) {
            refuse(response, Download.UNKNOWN, Status.NOT_FOUND_404, "The recording is no longer kept.");
        } catch (IOException | RuntimeException away) {
            if (response.isSent()) return;
            LOG.warn("recording {} can not be given out: {}", id, away.toString());
            response.header(HeaderNames.RETRY_AFTER, "60");
            refuse(response, Download.AWAY, Status.SERVICE_UNAVAILABLE_503, "It can not be had at the moment.");
        }
    }

    private void send(ServerRequest request, ServerResponse response, RecordingSource recording) throws IOException {
        long size = recording.bytes();
        boolean head = request.prologue().method().equals(Method.HEAD);
        var elsewhere = head ? Optional.<URI>empty() : recording.elsewhere();
        if (elsewhere.isPresent()) {
            observer.downloaded(Download.REDIRECTED);
            response.status(Status.FOUND_302);
            response.header(HeaderNames.LOCATION, elsewhere.get().toString());
            response.header(HeaderNames.CACHE_CONTROL, "no-store");
            response.send();
            return;
        }
        var asked = request.headers().first(HeaderNames.RANGE).flatMap(header -> ByteRange.of(header, size));
        if (asked.isPresent() && !asked.get().satisfiable()) {
            response.header(HeaderNames.CONTENT_RANGE, "bytes */" + size);
            refuse(response, Download.BAD_RANGE, Status.REQUESTED_RANGE_NOT_SATISFIABLE_416, "It is shorter.");
            return;
        }
        var part = asked.orElse(new ByteRange(0, size - 1));
        var sound = head || part.length() == 0
                ? InputStream.nullInputStream()
                : recording.read(part.first(), part.length());
        try (sound) {
            if (asked.isPresent()) {
                response.status(Status.PARTIAL_CONTENT_206);
                response.header(HeaderNames.CONTENT_RANGE, "bytes %d-%d/%d".formatted(part.first(), part.last(), size));
            }
            describe(response, recording.manifest(), part.length());
            if (head) {
                response.send();
            } else {
                copy(sound, response);
            }
            observer.downloaded(asked.isPresent() ? Download.PART : Download.WHOLE);
        } catch (IOException | UncheckedIOException gone) {
            LOG.debug("download of {} broke off: {}", recording.manifest().id(), gone.toString());
            observer.downloaded(Download.BROKEN);
        }
    }

    private static void describe(ServerResponse response, RecordingManifest manifest, long length) {
        response.header(HeaderNames.CONTENT_TYPE, manifest.format().contentType());
        response.header(HeaderNames.CONTENT_LENGTH, Long.toString(length));
        response.header(HeaderNames.ACCEPT_RANGES, "bytes");
        // Personal data: no cache on the way may keep it.
        response.header(HeaderNames.CACHE_CONTROL, "private");
        response.header(HeaderNames.CONTENT_DISPOSITION, "inline; filename=\"" + manifest.fileName() + "\"");
        response.header(NO_SNIFFING, "nosniff");
    }

    private static void copy(InputStream sound, ServerResponse response) throws IOException {
        try (var target = response.outputStream()) {
            byte[] block = new byte[BLOCK];
            for (int length = sound.read(block); length >= 0; length = sound.read(block))
                target.write(block, 0, length);
        }
    }

    private void refuse(ServerResponse response, Download what, Status status, String words) {
        observer.downloaded(what);
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.send(words + "\n");
    }

    private static String parameter(ServerRequest request, String name) {
        return request.query().first(name).orElse("");
    }
}
