package io.ringflow.media.record;

import io.ringflow.media.Recorded;
import io.ringflow.media.Recorded.End;
import io.ringflow.media.Recorded.Failure;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.RecordingPlan.Format;
import io.ringflow.media.RecordingPlan.Layout;
import io.ringflow.media.Tick;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one tape to its file, on a thread of its own that may wait for the disk. Whatever goes wrong here costs the
 * recording, never the call.
 */
final class TapeWriter {
    private static final Logger LOG = LoggerFactory.getLogger(TapeWriter.class);

    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    /** How a file is begun. */
    interface Opening {
        StagedWav open(Path path, int channels, int sampleRate) throws IOException;
    }

    private final RecordingPlan plan;
    private final Tape tape;
    private final Instant started;
    private final Opening opening;
    private final Path part;
    private final int tickSamples;
    private final short[] block;

    private long written;

    TapeWriter(RecordingPlan plan, Tape tape, Instant started, Opening opening) {
        this.plan = plan;
        this.tape = tape;
        this.started = started;
        this.opening = opening;
        this.part = StagedFiles.wavPart(plan.file());
        this.tickSamples = plan.sampleRate() / Tick.PER_SECOND;
        this.block = new short[tickSamples * plan.layout().channels()];
    }

    /** Writes until the tape has ended, and says what became of it. */
    Recorded run() {
        Failure stage = Failure.NOT_OPENED;
        try {
            if (Files.exists(plan.file())) {
                throw new FileAlreadyExistsException(plan.file().toString());
            }
            Path directory = part.getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            try (StagedWav wav = opening.open(part, plan.layout().channels(), plan.sampleRate())) {
                stage = Failure.NOT_WRITTEN;
                write(wav);
            }
            stage = Failure.NOT_PUBLISHED;
            publish();
            return recorded(Optional.empty());
        } catch (IOException | RuntimeException e) {
            tape.abandon();
            LOG.warn("recording {} failed: {}: {}", plan.file(), stage, e.toString());
            return recorded(Optional.of(stage));
        }
    }

    private void write(StagedWav wav) throws IOException {
        while (true) {
            long length = tape.length();
            drain(wav);
            if (length >= 0) {
                silence(wav, length);
                wav.finish();
                return;
            }
            wav.flush();
            LockSupport.parkNanos(this, PAUSE_NANOS);
            if (Thread.interrupted()) {
                throw new IOException("the server ends before the recording");
            }
        }
    }

    /** Writes all that lies ready. */
    void drain(StagedWav wav) throws IOException {
        for (@Nullable TapeFrame frame = tape.read(); frame != null; frame = tape.read()) {
            silence(wav, frame.place);
            arrange(frame.pcm);
            wav.write(block, block.length);
            written++;
            tape.giveBack(frame);
        }
    }

    private void silence(StagedWav wav, long until) throws IOException {
        short[] nothing = new short[written < until ? block.length : 0];
        for (; written < until; written++) {
            wav.write(nothing, nothing.length);
        }
    }

    private void arrange(short[] tracks) {
        Layout layout = plan.layout();
        for (int i = 0; i < tickSamples; i++) {
            switch (layout) {
                case CALLER -> block[i] = tracks[i];
                case MIXED ->
                    block[i] = (short)
                            Math.clamp((long) tracks[i] + tracks[tickSamples + i], Short.MIN_VALUE, Short.MAX_VALUE);
                case TWO_CHANNEL -> {
                    block[2 * i] = tracks[i];
                    block[2 * i + 1] = tracks[tickSamples + i];
                }
            }
        }
    }

    private void publish() throws IOException {
        if (plan.format() == Format.WAV) {
            StagedFiles.publish(part, plan.file());
            return;
        }
        Path encoded = StagedFiles.part(plan.file());
        Mp3Writer.convert(part, encoded, plan.layout().channels(), plan.sampleRate());
        StagedFiles.publish(encoded, plan.file());
        Files.delete(part);
    }

    private Recorded recorded(Optional<Failure> failure) {
        return new Recorded(
                plan.file(),
                started,
                Duration.ofMillis(written * Tick.MILLIS),
                Duration.ofMillis(tape.missed() * Tick.MILLIS),
                failure.isPresent() ? End.FAILED : tape.endedBy(),
                tape.heard(),
                tape.pauses(),
                tape.gaps(),
                failure);
    }
}
