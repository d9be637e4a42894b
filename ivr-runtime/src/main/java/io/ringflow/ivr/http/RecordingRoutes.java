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
import io.ringflow.ivr.recording.RecordingObserver;
import io.ringflow.ivr.recording.RecordingObserver.Download;
import io.ringflow.ivr.recording.RecordingStore;
import io.ringflow.ivr.recording.StoredRecording;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
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
            case GOOD -> {
                var stored = store.find(id.get());
                if (stored.isPresent()) {
                    send(request, response, stored.get());
                } else {
                    refuse(response, Download.UNKNOWN, Status.NOT_FOUND_404, "The recording is no longer kept.");
                }
            }
        }
    }

    private void send(ServerRequest request, ServerResponse response, StoredRecording recording) {
        try (var file = FileChannel.open(recording.file(), StandardOpenOption.READ)) {
            long size = file.size();
            var asked = request.headers().first(HeaderNames.RANGE).flatMap(header -> ByteRange.of(header, size));
            if (asked.isPresent() && !asked.get().satisfiable()) {
                response.header(HeaderNames.CONTENT_RANGE, "bytes */" + size);
                refuse(response, Download.BAD_RANGE, Status.REQUESTED_RANGE_NOT_SATISFIABLE_416, "It is shorter.");
                return;
            }
            var part = asked.orElse(new ByteRange(0, size - 1));
            if (asked.isPresent()) {
                response.status(Status.PARTIAL_CONTENT_206);
                response.header(HeaderNames.CONTENT_RANGE, "bytes %d-%d/%d".formatted(part.first(), part.last(), size));
            }
            describe(response, recording, part.length());
            if (request.prologue().method().equals(Method.HEAD)) {
                response.send();
            } else {
                copy(file, part, response.outputStream());
            }
            observer.downloaded(asked.isPresent() ? Download.PART : Download.WHOLE);
        } catch (IOException | UncheckedIOException gone) {
            LOG.debug("download of {} broke off: {}", recording.manifest().id(), gone.toString());
            observer.downloaded(Download.BROKEN);
        }
    }

    private static void describe(ServerResponse response, StoredRecording recording, long length) {
        response.header(HeaderNames.CONTENT_TYPE, recording.manifest().format().contentType());
        response.header(HeaderNames.CONTENT_LENGTH, Long.toString(length));
        response.header(HeaderNames.ACCEPT_RANGES, "bytes");
        // Personal data: no cache on the way may keep it.
        response.header(HeaderNames.CACHE_CONTROL, "private");
        response.header(
                HeaderNames.CONTENT_DISPOSITION,
                "inline; filename=\"" + recording.file().getFileName() + "\"");
        response.header(NO_SNIFFING, "nosniff");
    }

    private static void copy(FileChannel file, ByteRange part, OutputStream target) throws IOException {
        try (target) {
            var block = ByteBuffer.allocate(BLOCK);
            file.position(part.first());
            for (long left = part.length(); left > 0; left -= block.limit()) {
                block.clear().limit((int) Math.min(BLOCK, left));
                while (block.hasRemaining()) {
                    if (file.read(block) < 0) throw new IOException("the file has become shorter");
                }
                target.write(block.array(), 0, block.limit());
            }
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
