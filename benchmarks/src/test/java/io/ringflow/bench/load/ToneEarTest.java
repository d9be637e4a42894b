package io.ringflow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.codec.Pcma;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToneEarTest {

    private static final int MEMBERS = 50;

    private final ToneEar ear = new ToneEar(MEMBERS);
    private final int[] sum = new int[ToneEar.SAMPLES];

    private static short[] decoded(byte[] tone) {
        var pcm = new short[ToneEar.SAMPLES];
        new Pcma().newDecoder().decode(tone, 0, pcm.length, pcm, 0);
        return pcm;
    }

    private ToneEarTest with(byte[] tone, double part) {
        var pcm = decoded(tone);
        for (int i = 0; i < pcm.length; i++) sum[i] += (int) (part * pcm[i]);
        return this;
    }

    private ToneEarTest note(double hertz, double amplitude) {
        for (int i = 0; i < sum.length; i++) sum[i] += (int) (amplitude * Math.sin(2 * Math.PI * hertz * i / 8_000));
        return this;
    }

    private ToneEar.Sound heard() {
        var pcm = new short[sum.length];
        for (int i = 0; i < sum.length; i++) pcm[i] = (short) sum[i];
        var octets = new byte[sum.length];
        new Pcma().newEncoder().encode(pcm, 0, pcm.length, octets, 0);
        return ear.hear(octets);
    }

    @Test
    void eachMembersToneIsToldFromTheOthers() {
        for (int member = 0; member < MEMBERS; member++) {
            assertThat(ear.hear(ear.tone(member))).isEqualTo(new ToneEar.Sound(member, false));
        }
    }

    @Test
    void silenceIsNobody() {
        assertThat(heard().talker()).isEqualTo(ToneEar.SILENT);
    }

    @Test
    void twoAtOnceAreSeveral() {
        assertThat(with(ear.tone(10), 1).with(ear.tone(30), 1).heard().talker()).isEqualTo(ToneEar.SEVERAL);
    }

    /** As they must not follow each other. */
    @Test
    void oneWhoFadesAwayWhileAnotherFadesInIsHeardAsSecond() {
        fade(ear.tone(10), i -> 1 - i);
        fade(ear.tone(30), i -> i);
        assertThat(heard().talker()).isEqualTo(ToneEar.SEVERAL);
    }

    @Test
    void oneWhoFadesIsOne() {
        fade(ear.tone(10), i -> 1 - i);
        assertThat(heard().talker()).isEqualTo(10);
    }

    /** As losses and differing clocks do it. */
    @ParameterizedTest
    @ValueSource(ints = {7, 40, 80, 111, 150})
    void oneWhoBreaksOffAndGoesOnIsOne(int at) {
        for (int skipped = 1; skipped < 40; skipped += 3) {
            int by = skipped;
            Arrays.fill(sum, 0);
            var pcm = decoded(ear.tone(20));
            for (int i = 0; i < sum.length; i++) sum[i] = pcm[(i < at ? i : i + by) % sum.length];
            assertThat(heard().talker()).as("%d skipped", skipped).isBetween(19, 21);
            for (int i = at; i < Math.min(sum.length, at + 2 * skipped); i++) sum[i] = 0;
            assertThat(heard().talker()).as("%d silent", skipped).isBetween(19, 21);
        }
    }

    private void fade(byte[] tone, DoubleUnaryOperator level) {
        var pcm = decoded(tone);
        for (int i = 0; i < sum.length; i++) sum[i] += (int) (pcm[i] * level.applyAsDouble(i / (double) sum.length));
    }

    @Test
    void theSignThatSaysYesIsHeardBesideATone() {
        assertThat(with(ear.tone(10), 1).note(600, 4_000).heard().granted()).isTrue();
    }

    @Test
    void theOtherSignsAreNot() {
        for (double hertz : new double[] {350, 425, 500}) {
            assertThat(new ToneEarTest()
                            .with(ear.tone(0), 1)
                            .note(hertz, 4_000)
                            .heard()
                            .granted())
                    .as("%s Hz", hertz)
                    .isFalse();
        }
    }

    @Test
    void fewMembersAreFurtherApart() {
        var few = new ToneEar(12);
        assertThat(few.apart(3, 5)).isTrue();
        assertThat(ear.apart(3, 5)).isFalse();
    }
}
