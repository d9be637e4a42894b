package io.ringflow.ivr.recording.archive;

import io.ringflow.ivr.recording.FileSlice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Puts large files into a bucket in parts, one after the other, which are an object only when all are there. Parts of an
 * attempt that did not come to its end cost money for ever: they are given up, by the next attempt if this one was killed.
 * Thread-safe.
 */
final class S3Parts {

    private static final Logger LOG = LoggerFactory.getLogger(S3Parts.class);
    /** The protocol's. */
    private static final int MOST_PARTS = 10_000;

    private final S3Client client;
    private final String bucket;
    private final long partBytes;

    S3Parts(S3Client client, String bucket, long partBytes) {
        this.client = client;
        this.bucket = bucket;
        this.partBytes = partBytes;
    }

    void put(String key, Path file, long size, String contentType, Map<String, String> metadata) throws IOException {
        giveUpEarlier(key);
        String upload = client.createMultipartUpload(request ->
                        request.bucket(bucket).key(key).contentType(contentType).metadata(metadata))
                .uploadId();
        try {
            var parts = parts(key, file, size, upload);
            client.completeMultipartUpload(request ->
                    request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
        } catch (IOException | RuntimeException e) {
            giveUp(key, upload);
            throw e;
        }
    }

    private List<CompletedPart> parts(String key, Path file, long size, String upload) throws IOException {
        long step = Math.max(partBytes, (size + MOST_PARTS - 1) / MOST_PARTS);
        var parts = new ArrayList<CompletedPart>();
        for (long from = 0; from < size; from += step) {
            int number = parts.size() + 1;
            String tag = part(key, file, from, Math.min(step, size - from), upload, number);
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        return parts;
    }

    private String part(String key, Path file, long from, long length, String upload, int number) throws IOException {
        String md5 = ContentMd5.of(file, from, length);
        var body = RequestBody.fromContentProvider(() -> slice(file, from, length), length, "application/octet-stream");
        return client.uploadPart(
                        request -> request.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .contentMD5(md5)
                                .contentLength(length),
                        body)
                .eTag();
    }

    /** Each try of a request begins anew. */
    private static FileSlice slice(Path file, long from, long length) {
        try {
            return FileSlice.open(file, from, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void giveUpEarlier(String key) {
        try {
            var left = client.listMultipartUploads(
                    request -> request.bucket(bucket).prefix(key));
            left.uploads().stream().filter(one -> one.key().equals(key)).forEach(one -> giveUp(key, one.uploadId()));
        } catch (SdkException e) {
            // Whoever may put objects need not be allowed to list them.
            LOG.debug("earlier parts of {} can not be looked for: {}", key, e.getMessage());
        }
    }

    private void giveUp(String key, String upload) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException e) {
            LOG.debug("parts of {} stay in the store: {}", key, e.getMessage());
        }
    }
}
