package io.ringflow.ivr.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringflow.media.Recorded;
import io.ringflow.media.record.StagedFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What is known of a recording, kept beside it as JSON; a recording without one is not given out. Immutable.
 *
 * @param start of the recording, ISO 8601 in UTC
 * @param missingMillis audio that is silence because the disk was too slow, or the loop; of all gaps, listed or not
 * @param end a {@link RecordingEnd} in lower case; empty while it is made
 * @param bytes of the file
 * @param sha256 of the file, hexadecimal
 * @param pauses in the order of their places; none is known after a crash
 * @param gaps where sound is missing that nobody asked to leave out, in the order of their places; none is known after a
 *     crash
 * @param gapsUnlisted how many more there are
 * @param lostMillis by the network, in all of them
 */
public record RecordingManifest(
        String id,
        RecordingFormat format,
        String call,
        String application,
        String start,
        long durationMillis,
        int channels,
        int sampleRate,
        long missingMillis,
        String end,
        long bytes,
        String sha256,
        List<Paused> pauses,
        List<Gap> gaps,
        int gapsUnlisted,
        long lostMillis) {

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /** A manifest of before there were pauses and gaps has none. */
    public RecordingManifest {
        pauses = Objects.requireNonNullElse(pauses, List.<Paused>of());
        gaps = Objects.requireNonNullElse(gaps, List.<Gap>of());
    }

    /**
     * A time of which nothing was stored.
     *
     * @param atMillis its place in the file
     * @param lengthMillis how long it lasted
     * @param as what the file has of it: {@code cut}, nothing, or {@code silence}, as much silence
     */
    public record Paused(long atMillis, long lengthMillis, String as) {

        static Paused of(Recorded.Paused one) {
            return new Paused(
                    one.at().toMillis(),
                    one.length().toMillis(),
                    one.as().name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * A time of which the file has silence, though something was said.
     *
     * @param atMillis its place in the file
     * @param lengthMillis how long it lasted
     * @param cause {@code network}, of the first channel alone, {@code loop} or {@code disk}
     */
    public record Gap(long atMillis, long lengthMillis, String cause) {

        /** Of three words there need not be thousands in memory. */
        public Gap {
            cause = cause.intern();
        }

        static Gap of(Recorded.Gap one) {
            return new Gap(
                    one.at().toMillis(),
                    one.length().toMillis(),
                    one.cause().name().toLowerCase(Locale.ROOT));
        }
    }

    /** Of a recording that begins. */
    static RecordingManifest begun(RecordingId id, RecordingOrder order, int sampleRate, Instant start) {
        return new RecordingManifest(
                id.text(),
                order.format(),
                order.call(),
                order.application(),
                start.toString(),
                0,
                order.channels(),
                sampleRate,
                0,
                "",
                0,
                "",
                List.of(),
                List.of(),
                0,
                0);
    }

    RecordingManifest ended(Recorded recorded, RecordingEnd how, long size, String checksum) {
        return new RecordingManifest(
                id,
                format,
                call,
                application,
                start,
                recorded.length().toMillis(),
                channels,
                sampleRate,
                recorded.missing().toMillis(),
                how.name().toLowerCase(Locale.ROOT),
                size,
                checksum,
                recorded.pauses().stream().map(Paused::of).toList(),
                recorded.gaps().listed().stream().map(Gap::of).toList(),
                recorded.gaps().unlisted(),
                recorded.gaps().lost().toMillis());
    }

    RecordingManifest in(RecordingFormat other) {
        return new RecordingManifest(
                id,
                other,
                call,
                application,
                start,
                durationMillis,
                channels,
                sampleRate,
                missingMillis,
                end,
                bytes,
                sha256,
                pauses,
                gaps,
                gapsUnlisted,
                lostMillis);
    }

    public RecordingId recording() {
        return new RecordingId(id);
    }

    public Instant startedAt() {
        try {
            return Instant.parse(start);
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }

    /** Name of the sound's file. */
    public String fileName() {
        return id + format.extension();
    }

    /** What a file of this size lasts. */
    Duration lengthOf(long size) {
        long perSecond = format == RecordingFormat.WAV ? 2L * channels * sampleRate : 4_000L * channels;
        long audio = Math.max(0, format == RecordingFormat.WAV ? size - 44 : size);
        return Duration.ofMillis(1_000 * audio / perSecond);
    }

    /** Writes it, whole or not at all, and so that it is there after a power cut. */
    void publish(Path file) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        write(part);
        StagedFiles.publish(part, file);
    }

    private void write(Path file) throws IOException {
        try (FileChannel channel = StagedFiles.create(file);
                OutputStream out = Channels.newOutputStream(channel)) {
            out.write(json());
            channel.force(true);
        }
    }

    /** As it is written. */
    public byte[] json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same on one line. */
    public String jsonText() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException it is none */
    public static RecordingManifest parse(String json) {
        try {
            return JSON.readValue(json, RecordingManifest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no manifest of a recording", e);
        }
    }

    /** @throws IOException it is not there, or is none */
    static RecordingManifest read(Path file) throws IOException {
        return JSON.readValue(Files.readAllBytes(file), RecordingManifest.class);
    }
}
