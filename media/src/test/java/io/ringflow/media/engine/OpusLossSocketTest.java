package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.MediaLab;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.RecordingPlan.Format;
import io.ringflow.media.RecordingPlan.Layout;
import io.ringflow.media.codec.Sound;
import io.ringflow.media.play.PcmClip;
import io.ringflow.testkit.net.LossRule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A voice in Opus between two sessions, packets lost on the way: what is heard of it, as it is recorded. */
class OpusLossSocketTest {
    private static final int RATE = 16_000;
    /** Less than a tape holds. */
    private static final int TICKS = 200;

    private static final int SPOKEN_TICKS = 180;
    private static final UnaryOperator<String> AS_IT_IS = sdp -> sdp;
    private static final UnaryOperator<String> NO_REDUNDANCY = sdp -> sdp.replace("useinbandfec=1", "useinbandfec=0");

    @TempDir
    Path dir;

    private int calls;
    private long lost;

    /** What the callee hears of a voice. */
    private short[] heard(LossRule rule, UnaryOperator<String> onTheWay) throws Exception {
        Path file = dir.resolve("call" + calls++ + ".wav");
        try (MediaLab lab = new MediaLab(MediaLab.offering(List.of("OPUS")));
                TwoWayPath path = new TwoWayPath(rule)) {
            MediaLab.Party caller = lab.open();
            MediaLab.Party callee = lab.open();
            String offer = path.fromCaller(caller.session().offer());
            String answer = path.fromCallee(callee.session().answer(offer));
            assertThat(answer).contains("useinbandfec=1");
            caller.session().accept(onTheWay.apply(answer));
            Recording recording = callee.session()
                    .record(new RecordingPlan(file, Layout.CALLER, Format.WAV, RATE, Duration.ZERO, Duration.ZERO));
            short[] voice = Sound.voice(RATE, SPOKEN_TICKS * 20);
            caller.session().play(new PcmClip("voice", voice, RATE), 1);
            for (int tick = 0; tick < TICKS; tick++) {
                lab.turn(1);
                path.carry();
            }
            lost = callee.session().stats().packetsLost();
            recording.close();
            lab.turn(1);
            assertThat(recording.finished().get(30, TimeUnit.SECONDS).missing()).isZero();
        }
        ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        short[] pcm = new short[(wav.limit() - 44) / 2];
        wav.position(44).asShortBuffer().get(pcm);
        return pcm;
    }

    /** No 20 ms of the voice are missing. What sets in during a burst of loss nobody can know: four frames are looked at. */
    private static void assertNoGap(short[] whole, short[] heard) {
        int step = RATE / 50;
        for (int from = 3 * step; from + step < whole.length; from += step) {
            double spoken = Double.MAX_VALUE;
            for (int before = 0; before < 4; before++) {
                int at = from - before * step;
                spoken = Math.min(spoken, Sound.energy(whole, at, at + step));
            }
            if (spoken > 300.0 * 300.0 * step) {
                assertThat(Sound.energy(heard, from, from + step))
                        .as("at %d ms", from * 1_000 / RATE)
                        .isGreaterThan(spoken / 16);
            }
        }
    }

    /** With one packet in eight lost the next one tells what was in it; without that it is guessed, and never silent. */
    @Test
    void whatIsLostIsHeardFromTheNextPacket() throws Exception {
        short[] whole = heard(LossRule.none(), AS_IT_IS);
        assertThat(lost).isZero();
        short[] recovered = heard(LossRule.everyNth(8), AS_IT_IS);
        assertThat(lost).isGreaterThan(TICKS / 8 - 4);
        short[] wholeWithout = heard(LossRule.none(), NO_REDUNDANCY);
        short[] guessed = heard(LossRule.everyNth(8), NO_REDUNDANCY);
        assertThat(List.of(recovered.length, wholeWithout.length, guessed.length))
                .containsOnly(whole.length);
        // 22 dB; guessed from what came before alone it is 7.
        double signalToError = Sound.energy(whole, 0, whole.length) / Sound.error(whole, recovered, 0, whole.length);
        assertThat(Sound.decibels(signalToError)).as("dB").isGreaterThan(15);
        assertNoGap(whole, recovered);
        assertNoGap(wholeWithout, guessed);
    }

    /** Half of this is two and more packets in a row, of which no other packet tells. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void burstsOfLossLeaveNoGapEither(long seed) throws Exception {
        short[] whole = heard(LossRule.none(), AS_IT_IS);
        short[] heard = heard(LossRule.evenBursts(0.1, 2, seed), AS_IT_IS);
        assertThat(lost).isGreaterThan(10);
        assertThat(heard).hasSize(whole.length);
        assertNoGap(whole, heard);
    }
}
