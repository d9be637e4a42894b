package io.ringflow.media.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.Recorded;
import io.ringflow.media.Recorded.End;
import io.ringflow.media.Recorded.Failure;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.RecordingPlan.Format;
import io.ringflow.media.RecordingPlan.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.SampleBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeWriterTest {
    private static final int TICK = 160;

    @TempDir
    Path dir;

    private RecordingPlan plan(String name, Layout layout, Format format) {
        return new RecordingPlan(
                dir.resolve("deep").resolve(name), layout, format, 8_000, Duration.ZERO, Duration.ZERO);
    }

    private static Tape tape(RecordingPlan plan) {
        return new Tape(plan.layout().tracks(), plan.sampleRate(), 0, 0, 0);
    }

    private static Recorded write(RecordingPlan plan, Tape tape) {
        return new TapeWriter(plan, tape, Instant.EPOCH, StagedWav::open).run();
    }

    private static void say(Tape tape, int tick, int... values) {
        for (int track = 0; track < values.length; track++) {
            short[] pcm = new short[TICK];
            Arrays.fill(pcm, (short) values[track]);
            tape.track(track).push(pcm, TICK, 8_000);
        }
        tape.turn(tick);
    }

    private static ByteBuffer read(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void twoChannelsLieSideBySideAndGapsAreSilence() throws IOException {
        RecordingPlan plan = plan("a.wav", Layout.TWO_CHANNEL, Format.WAV);
        Tape tape = tape(plan);
        say(tape, 1, 100, -200);
        say(tape, 3, 300, -400);
        tape.end(End.CLOSED);

        Recorded recorded = write(plan, tape);

        assertThat(recorded.failure()).isEmpty();
        assertThat(recorded.length()).isEqualTo(Duration.ofMillis(60));
        assertThat(recorded.missing()).isEqualTo(Duration.ofMillis(20));
        ByteBuffer wav = read(recorded.file());
        assertThat(wav.getShort(22)).isEqualTo((short) 2);
        assertThat(wav.getInt(24)).isEqualTo(8_000);
        assertThat(wav.getInt(40)).isEqualTo(3 * TICK * 4);
        assertThat(wav.getInt(4)).isEqualTo(wav.limit() - 8);
        assertThat(wav.limit()).isEqualTo(44 + 3 * TICK * 4);
        assertThat(wav.getShort(44)).isEqualTo((short) 100);
        assertThat(wav.getShort(46)).isEqualTo((short) -200);
        assertThat(wav.getShort(44 + TICK * 4)).isZero();
        assertThat(wav.getShort(44 + 2 * TICK * 4)).isEqualTo((short) 300);
        assertThat(wav.getShort(46 + 2 * TICK * 4)).isEqualTo((short) -400);
        assertThat(Files.list(recorded.file().resolveSibling("."))).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recorded.file())))
                .isEqualTo("rw-r-----");
    }

    @Test
    void aMixIsTheSumAndClipsInsteadOfWrapping() throws IOException {
        RecordingPlan plan = plan("m.wav", Layout.MIXED, Format.WAV);
        Tape tape = tape(plan);
        say(tape, 1, 100, -250);
        say(tape, 2, 30_000, 30_000);
        tape.end(End.CLOSED);
        ByteBuffer wav = read(write(plan, tape).file());
        assertThat(wav.getShort(44)).isEqualTo((short) -150);
        assertThat(wav.getShort(44 + TICK * 2)).isEqualTo(Short.MAX_VALUE);
    }

    @Test
    void anMp3HasTheLengthAndToneOfWhatWasSaid() throws Exception {
        RecordingPlan plan = plan("t.mp3", Layout.CALLER, Format.MP3);
        Tape tape = tape(plan);
        for (int tick = 0; tick < 100; tick++) {
            short[] pcm = new short[TICK];
            for (int i = 0; i < TICK; i++) {
                pcm[i] = (short) (8_000 * Math.sin(2 * Math.PI * 500 * (tick * TICK + i) / 8_000));
            }
            tape.track(0).push(pcm, TICK, 8_000);
            tape.turn(tick);
        }
        tape.end(End.CLOSED);
        Recorded recorded = write(plan, tape);
        assertThat(recorded.failure()).isEmpty();
        assertThat(Files.list(recorded.file().resolveSibling("."))).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recorded.file())))
                .isEqualTo("rw-r-----");
        short[] heard = decode(recorded.file());
        assertThat(heard.length / 8.0).isBetween(2_000.0, 2_250.0);
        assertThat(amplitude(heard, 500)).isBetween(7_500.0, 8_500.0);
        assertThat(amplitude(heard, 900)).isLessThan(100);
    }

    private static short[] decode(Path mp3) throws IOException, BitstreamException, DecoderException {
        short[] pcm = new short[20_000];
        int length = 0;
        try (var in = Files.newInputStream(mp3)) {
            Bitstream stream = new Bitstream(in);
            Decoder decoder = new Decoder();
            for (Header header = stream.readFrame(); header != null; header = stream.readFrame()) {
                SampleBuffer frame = (SampleBuffer) decoder.decodeFrame(header, stream);
                System.arraycopy(frame.getBuffer(), 0, pcm, length, frame.getBufferLength());
                length += frame.getBufferLength();
                stream.closeFrame();
            }
        }
        return Arrays.copyOf(pcm, length);
    }

    private static double amplitude(short[] pcm, double frequency) {
        double real = 0;
        double imaginary = 0;
        int from = 4_000;
        int samples = 8_000;
        for (int i = 0; i < samples; i++) {
            double angle = 2 * Math.PI * frequency * i / 8_000;
            real += pcm[from + i] * Math.cos(angle);
            imaginary += pcm[from + i] * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / samples;
    }

    @Test
    void aFullDiskCostsTheRecordingAndStopsTheTape() {
        RecordingPlan plan = plan("full.wav", Layout.CALLER, Format.WAV);
        Tape tape = tape(plan);
        for (int tick = 0; tick < 10; tick++) {
            say(tape, tick, 1);
        }
        Recorded recorded = new TapeWriter(
                        plan,
                        tape,
                        Instant.EPOCH,
                        (path, channels, rate) -> StagedWav.begin(
                                FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE), channels, rate))
                .run();
        assertThat(recorded.failure()).contains(Failure.NOT_OPENED);
        assertThat(tape.hasEnded()).isTrue();
        assertThat(plan.file()).doesNotExist();
    }

    @Test
    void aDiskThatBreaksInTheMiddleCostsTheRecording() {
        RecordingPlan plan = plan("broken.wav", Layout.CALLER, Format.WAV);
        Tape tape = tape(plan);
        say(tape, 1, 1);
        Recorded recorded = new TapeWriter(plan, tape, Instant.EPOCH, (path, channels, rate) -> {
                    StagedWav wav = StagedWav.open(path, channels, rate);
                    wav.close();
                    return wav;
                })
                .run();
        assertThat(recorded.failure()).contains(Failure.NOT_WRITTEN);
        assertThat(tape.hasEnded()).isTrue();
    }

    @Test
    void aFileThatIsThereIsNeverOverwritten() throws IOException {
        RecordingPlan plan = plan("b.wav", Layout.CALLER, Format.WAV);
        Files.createDirectories(plan.file().getParent());
        Files.writeString(plan.file(), "mine");
        Tape tape = tape(plan);
        tape.end(End.CLOSED);
        assertThat(write(plan, tape).failure()).contains(Failure.NOT_OPENED);
        assertThat(plan.file()).hasContent("mine");
    }
}
