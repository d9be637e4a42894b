package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaLab;
import io.ringflow.media.Recorded;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import io.ringflow.testkit.net.LossRule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow-protocol 8.5 ConfRecord, by sound: what is said in a conference is in its recording, which is as long as it was. */
class ConferenceRecordingSocketTest {
    private static final int FRAME = 160;
    private static final int TEN_MINUTES = 10 * 60 * 50;
    /** Less than a tape holds. */
    private static final int AHEAD_TICKS = 200;

    private static final double[] TONES = {500, 900, 1_700};

    @TempDir
    Path dir;

    private final MediaLab lab = new MediaLab();
    private final Conference conference = lab.engine.conference(new ConferenceConfig(10, 8), event -> {});
    private final List<SkewedSpeaker> speakers = new ArrayList<>();
    private long ticks;

    @AfterEach
    void close() {
        speakers.forEach(SkewedSpeaker::close);
        lab.close();
    }

    private void speaks(double hertz, double ppm, LossRule network) {
        var session = lab.open().session();
        speakers.add(new SkewedSpeaker(session, hertz, ppm, network));
        conference.join(session, ConferenceRole.SPEAKER);
    }

    private Recording record(Duration limit) {
        var file = dir.resolve("room.wav");
        return conference.record(new RecordingPlan(
                file,
                RecordingPlan.Layout.CALLER,
                RecordingPlan.Format.WAV,
                8_000,
                limit,
                Duration.ZERO,
                Duration.ZERO));
    }

    private void turn(int count) throws Exception {
        for (int i = 1; i <= count; i++) {
            ticks++;
            speakers.forEach(speaker -> speaker.tick(ticks * 20));
            lab.turn(1);
            speakers.forEach(SkewedSpeaker::listen);
            if (i % AHEAD_TICKS == 0) {
                awaitWritten();
            }
        }
    }

    /** Turned by hand, ticks are faster than the clock that the writer goes by. */
    private void awaitWritten() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        Path part = dir.resolve("room.wav.part");
        while (!Files.exists(part) || Files.size(part) < 2L * FRAME * ticks) {
            assertThat(System.nanoTime() - deadline).isNegative();
            Thread.onSpinWait();
        }
    }

    private static Recorded finished(Recording recording) throws Exception {
        return recording.finished().get(60, TimeUnit.SECONDS);
    }

    private static short[] samples(Path wav) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[(file.limit() - 44) / 2];
        file.position(44).asShortBuffer().get(samples);
        return samples;
    }

    /** The share of tenths of a second in which a tone is as loud as it was said, within 3 dB. */
    private static double heard(short[] samples, double tone) {
        int window = 800;
        int loud = 0;
        int windows = 0;
        // What the jitter buffers hold back at the beginning is no part of it.
        for (int from = 8_000; from + window <= samples.length; from += window) {
            double peak = SkewedSpeaker.peak(samples, from, window, tone);
            loud += peak > 0.7 * SkewedSpeaker.PEAK && peak < 1.4 * SkewedSpeaker.PEAK ? 1 : 0;
            windows++;
        }
        return (double) loud / windows;
    }

    private void eachHearsTheOthersAndNotItself() {
        for (SkewedSpeaker speaker : speakers) {
            for (double tone : TONES) {
                if (tone == speaker.hertz) {
                    assertThat(speaker.hears(tone)).as("itself %s", tone).isLessThan(0.02 * SkewedSpeaker.PEAK);
                } else {
                    assertThat(speaker.hears(tone))
                            .as("%s hears %s", speaker.hertz, tone)
                            .isGreaterThan(3_000);
                }
            }
        }
    }

    @Test
    void allThreeAreInTheRecordingAndNobodyHearsHimself() throws Exception {
        for (double tone : TONES) {
            speaks(tone, 0, LossRule.none());
        }
        Recording recording = record(Duration.ZERO);
        turn(250);
        eachHearsTheOthersAndNotItself();
        recording.close();
        turn(1);

        Recorded recorded = finished(recording);

        assertThat(recorded.failure()).isEmpty();
        assertThat(recorded.end()).isEqualTo(Recorded.End.CLOSED);
        assertThat(recorded.length()).isEqualTo(Duration.ofSeconds(5));
        short[] samples = samples(recorded.file());
        assertThat(samples).hasSize(5 * 8_000);
        for (double tone : TONES) {
            assertThat(heard(samples, tone)).as("%s Hz", tone).isEqualTo(1);
        }
    }

    @Test
    void tenMinutesAtTwoPercentLossAndClocksApartAreTenMinutesToTheSample() throws Exception {
        speaks(TONES[0], 200, LossRule.random(0.02, 1));
        speaks(TONES[1], -200, LossRule.random(0.02, 2));
        speaks(TONES[2], 0, LossRule.random(0.02, 3));
        Recording recording = record(Duration.ZERO);
        turn(TEN_MINUTES);
        eachHearsTheOthersAndNotItself();
        recording.close();
        turn(1);

        Recorded recorded = finished(recording);

        short[] samples = samples(recorded.file());
        var figures = new StringBuilder();
        for (SkewedSpeaker speaker : speakers) {
            figures.append("; %.0f Hz sent %d frames, %d lost, heard in %.4f of the recording's tenths of a second"
                    .formatted(speaker.hertz, speaker.sent, speaker.lost, heard(samples, speaker.hertz)));
        }
        System.out.printf(
                "conference of three, 10 min, 2 %% loss, clocks 400 ppm apart: %d samples, %+d of %d, %d ms missing%s%n",
                samples.length,
                samples.length - TEN_MINUTES * FRAME,
                TEN_MINUTES * FRAME,
                recorded.missing().toMillis(),
                figures);
        assertThat(recorded.missing()).isZero();
        assertThat(samples.length).isBetween(TEN_MINUTES * FRAME - FRAME, TEN_MINUTES * FRAME + FRAME);
        // The clocks were really apart: 200 ppm of 10 minutes are 6 frames.
        assertThat(speakers.get(0).sent - speakers.get(1).sent).isBetween(11, 13);
        for (SkewedSpeaker speaker : speakers) {
            assertThat(heard(samples, speaker.hertz)).as("%s Hz", speaker.hertz).isGreaterThan(0.95);
        }
    }

    @Test
    void anEmptyConferenceIsSilenceOfItsLength() throws Exception {
        Recording recording = record(Duration.ofMillis(500));
        turn(60);
        Recorded recorded = finished(recording);
        assertThat(recorded.end()).isEqualTo(Recorded.End.LIMIT);
        assertThat(samples(recorded.file())).hasSize(4_000).containsOnly((short) 0);
    }

    @Test
    void itEndsWithTheConferenceAndIsKept() throws Exception {
        speaks(TONES[0], 0, LossRule.none());
        Recording recording = record(Duration.ZERO);
        turn(50);
        conference.close();
        turn(3);
        Recorded recorded = finished(recording);
        assertThat(recorded.end()).isEqualTo(Recorded.End.SESSION_CLOSED);
        assertThat(recorded.length()).isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> record(Duration.ZERO)).isInstanceOf(MediaFailure.class);
    }

    @Test
    void itEndsWithTheEngineAndIsKept() throws Exception {
        Recording recording = record(Duration.ZERO);
        turn(10);
        lab.close();
        assertThat(finished(recording).length()).isEqualTo(Duration.ofMillis(200));
    }
}
