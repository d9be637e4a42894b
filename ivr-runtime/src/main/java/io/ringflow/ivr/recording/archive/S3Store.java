package io.ringflow.ivr.recording.archive;

import io.ringflow.ivr.recording.archive.StoreFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;

/**
 * A bucket of Amazon S3, or of a store that speaks its protocol. Every request has the MD5 of its body, so that a store
 * refuses what arrives otherwise than it was sent; what is whole is asked for its size and the checksum beside it. Thread-safe.
 */
public final class S3Store implements ObjectStore {

    static final String CHECKSUM = "sha256";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Of one request, at least 28 kB a second of a part of 16 MiB. */
    private static final Duration REQUEST = Duration.ofMinutes(10);

    /** Uploads, and downloads that go through us. */
    private static final int CONNECTIONS = 200;

    private static final int LONGEST_MESSAGE = 200;

    /** Codes that are about one object, though their status would do for a whole store. */
    private static final Set<String> ABOUT_ONE = Set.of("NoSuchKey", "NoSuchUpload", "InvalidObjectState");

    private final S3Client client;
    private final S3Presigner presigner;
    private final S3Parts parts;
    private final String bucket;
    private final long partBytes;
    private final String name;

    private S3Store(S3Client client, S3Presigner presigner, ArchiveSettings settings) {
        this.client = client;
        this.presigner = presigner;
        this.bucket = settings.bucket();
        this.partBytes = settings.partBytes();
        this.parts = new S3Parts(client, bucket, partBytes);
        this.name = "s3://" + bucket
                + settings.endpoint().map(at -> " at " + at.getHost()).orElse(" of Amazon");
    }

    /** Makes a client; whether the store is there shows when it is asked. */
    public static S3Store open(ArchiveSettings settings) {
        var keys = StaticCredentialsProvider.create(AwsBasicCredentials.create(
                settings.keys().access(), settings.keys().secret()));
        var region = Region.of(settings.region());
        var client = S3Client.builder()
                .region(region)
                .credentialsProvider(keys)
                .forcePathStyle(settings.pathStyle())
                // What Amazon added lately and others do not know: our own checksums are older than that.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .chunkedEncodingEnabled(false)
                        .expectContinueEnabled(false)
                        .build())
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(REQUEST))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(CONNECTIONS)
                        .connectionTimeout(CONNECT)
                        .socketTimeout(settings.timeout()));
        var presigner = S3Presigner.builder()
                .region(region)
                .credentialsProvider(keys)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(settings.pathStyle())
                        .build());
        settings.endpoint().ifPresent(at -> {
            client.endpointOverride(at);
            presigner.endpointOverride(at);
        });
        return new S3Store(client.build(), presigner.build(), settings);
    }

    @Override
    public void put(String key, Path file, String contentType, String sha256) throws StoreFailure {
        asked(() -> {
            long size = Files.size(file);
            if (size > partBytes) parts.put(key, file, size, contentType, Map.of(CHECKSUM, sha256));
            else whole(key, file, contentType, sha256);
            verify(key, size, sha256);
            return true;
        });
    }

    @Override
    public void put(String key, byte[] octets, String contentType) throws StoreFailure {
        asked(() -> client.putObject(
                request ->
                        request.bucket(bucket).key(key).contentType(contentType).contentMD5(ContentMd5.of(octets)),
                RequestBody.fromBytes(octets)));
    }

    @Override
    public InputStream read(String key, long from, long length) throws StoreFailure {
        return asked(() -> client.getObject(
                request -> request.bucket(bucket).key(key).range("bytes=" + from + "-" + (from + length - 1))));
    }

    @Override
    public void delete(String key) throws StoreFailure {
        asked(() -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public URI link(String key, String fileName, String contentType, Duration lifetime) {
        var signed = presigner.presignGetObject(GetObjectPresignRequest.builder()
                .signatureDuration(lifetime)
                .getObjectRequest(request -> request.bucket(bucket)
                        .key(key)
                        .responseContentType(contentType)
                        .responseContentDisposition("inline; filename=\"" + fileName + "\""))
                .build());
        return URI.create(signed.url().toString());
    }

    private void whole(String key, Path file, String contentType, String sha256) throws IOException {
        String md5 = ContentMd5.of(file);
        client.putObject(
                request -> request.bucket(bucket)
                        .key(key)
                        .contentType(contentType)
                        .contentMD5(md5)
                        .metadata(Map.of(CHECKSUM, sha256)),
                RequestBody.fromFile(file));
    }

    private void verify(String key, long size, String sha256) throws StoreFailure {
        var there = client.headObject(request -> request.bucket(bucket).key(key));
        if (there.contentLength() != size) {
            throw new StoreFailure(
                    Kind.OBJECT, key + " has " + there.contentLength() + " octets in the store and " + size + " here");
        }
        // A store that keeps nothing beside its objects has checked the MD5 all the same.
        String kept = there.metadata().getOrDefault(CHECKSUM, sha256);
        if (!kept.equalsIgnoreCase(sha256)) {
            throw new StoreFailure(Kind.OBJECT, key + " was put into the store by somebody else");
        }
    }

    @FunctionalInterface
    private interface Request<T> {
        T send() throws IOException;
    }

    private static <T> T asked(Request<T> request) throws StoreFailure {
        try {
            return request.send();
        } catch (S3Exception refused) {
            throw new StoreFailure(kind(refused), refused.statusCode() + " " + words(refused), refused);
        } catch (SdkException unreachable) {
            throw new StoreFailure(Kind.AWAY, said(unreachable.getMessage()), unreachable);
        } catch (StoreFailure told) {
            throw told;
        } catch (IOException | UncheckedIOException disk) {
            throw new StoreFailure(Kind.DISK, said(disk.toString()), disk);
        }
    }

    private static Kind kind(S3Exception refused) {
        String code = code(refused);
        if (ABOUT_ONE.contains(code)) return Kind.MISSING;
        return switch (refused.statusCode()) {
            case 400, 405, 409, 411, 412, 413, 416 -> Kind.OBJECT;
            // A HEAD has no code.
            case 404 -> code.isEmpty() ? Kind.MISSING : Kind.AWAY;
            default -> Kind.AWAY;
        };
    }

    private static String code(S3Exception refused) {
        var details = refused.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String words(S3Exception refused) {
        var details = refused.awsErrorDetails();
        String message = details == null ? refused.getMessage() : details.errorMessage();
        return said((code(refused) + " " + (message == null ? "" : message)).strip());
    }

    private static String said(String message) {
        String plain = String.valueOf(message).replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= LONGEST_MESSAGE ? plain : plain.substring(0, LONGEST_MESSAGE) + "…";
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        client.close();
        presigner.close();
    }
}
