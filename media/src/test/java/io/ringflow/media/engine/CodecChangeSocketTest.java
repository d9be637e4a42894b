package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaLab;
import io.ringflow.media.Playback;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.RecordingPlan.Format;
import io.ringflow.media.RecordingPlan.Layout;
import io.ringflow.media.Spectrum;
import io.ringflow.media.codec.Sound;
import io.ringflow.media.play.PcmClip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second offer changes the codec while a clip plays and the far end records. */
class CodecChangeSocketTest {
    private static final int RATE = 16_000;
    private static final double HERTZ = 1_004;
    private static final int AMPLITUDE = 8_000;
    private static final int TICKS_EACH = 75;

    @TempDir
    Path dir;

    /** The same offer with the codecs turned round: whoever answers takes the first. */
    private static String turned(String offer) {
        return offer.lines()
                .map(line -> line.startsWith("m=audio") ? turnedFormats(line) : line)
                .reduce("", (all, line) -> all + line + "\r\n");
    }

    private static String turnedFormats(String line) {
        String[] words = line.split(" ");
        String first = words[3];
        words[3] = words[4];
        words[4] = first;
        return String.join(" ", words);
    }

    private static short[] samples(Path wav) throws Exception {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        short[] pcm = new short[(file.limit() - 44) / 2];
        file.position(44).asShortBuffer().get(pcm);
        return pcm;
    }

    @ParameterizedTest
    @CsvSource({"PCMA, OPUS", "OPUS, PCMA", "PCMA, G722", "G722, PCMA", "G722, OPUS", "OPUS, G722"})
    void theClipGoesOnWhereItWasAndIsHeardInTheNewCodec(String before, String after) throws Exception {
        try (MediaLab lab = new MediaLab(MediaLab.offering(List.of(before, after)))) {
            MediaLab.Party caller = lab.open();
            MediaLab.Party callee = lab.open();
            caller.session().accept(callee.session().answer(caller.session().offer()));
            Recording recording = callee.session()
                    .record(new RecordingPlan(
                            dir.resolve("heard.wav"), Layout.CALLER, Format.WAV, RATE, Duration.ZERO, Duration.ZERO));
            short[] tone = Sound.tone(HERTZ, AMPLITUDE, RATE, RATE * 20 / 1_000 * 2 * TICKS_EACH);
            Playback playback = caller.session().play(new PcmClip("tone", tone, RATE), 1);
            lab.turn(TICKS_EACH);
            assertThat(caller.session().stats().codec()).isEqualTo(before);
            caller.session()
                    .accept(callee.session().answer(turned(caller.session().offer())));
            lab.turn(TICKS_EACH - 2);
            assertThat(MediaLab.passes(caller)).isEmpty();
            lab.turn(2);
            assertThat(MediaLab.passes(caller)).as("neither longer nor shorter").containsExactly(1);
            lab.turn(25);
            assertThat(MediaLab.passes(caller)).as("told once").containsExactly(1);
            assertThat(callee.session().stats().codec()).isEqualTo(after);
            assertThat(caller.events(MediaEvent.PassFinished.class).getFirst().playback())
                    .isEqualTo(playback.id());
            assertThat(callee.session().stats().packetsDiscarded()).isZero();
            recording.close();
            lab.turn(1);
            assertThat(recording.finished().get(30, TimeUnit.SECONDS).missing()).isZero();
        }
        short[] heard = samples(dir.resolve("heard.wav"));
        assertThat(heard).hasSize((2 * TICKS_EACH + 25) * RATE / 50);
        int change = TICKS_EACH * RATE / 50;
        for (int from : new int[] {RATE / 4, change + RATE / 4, change + RATE}) {
            double level = Spectrum.amplitude(heard, from, from + RATE / 4, RATE, HERTZ) / AMPLITUDE;
            assertThat(Spectrum.decibels(level)).as("at %d", from).isCloseTo(0, within(0.6));
        }
        assertThat(silence(heard, RATE / 5, 2 * change)).as("ms of silence").isLessThan(100);
    }

    /** The longest stretch in which nothing is heard, in ms. */
    private static int silence(short[] pcm, int from, int to) {
        int longest = 0;
        int quiet = 0;
        for (int i = from; i < to; i++) {
            quiet = Math.abs(pcm[i]) < AMPLITUDE / 20 ? quiet + 1 : 0;
            longest = Math.max(longest, quiet);
        }
        return longest * 1_000 / RATE;
    }
}
