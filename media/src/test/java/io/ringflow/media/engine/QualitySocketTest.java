package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaQuality;
import io.ringflow.media.MediaQuality.OneWay;
import io.ringflow.media.quality.EModel;
import io.ringflow.media.quality.Impairment;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of a leg whose far end is written by hand. */
class QualitySocketTest {
    private final List<String> suspicions = new ArrayList<>();
    private final MediaLab lab = new MediaLab(MediaLab.config(), new MediaObserver() {
        @Override
        public void oneWayAudio(String trunk, OneWay cause) {
            suspicions.add(trunk + " " + cause);
        }
    });
    private final FarEnd far = FarEnd.local();
    private final MediaLab.Party party = lab.open();
    private final Random random = new Random(20);

    @AfterEach
    void close() {
        far.close();
        lab.close();
    }

    private MediaQuality quality() {
        lab.turn(50);
        return party.session().stats().quality();
    }

    private void speaks(InetSocketAddress to, int type) {
        byte[] payload = new byte[160];
        random.nextBytes(payload);
        far.send(to, type, far.timestamp, payload);
        far.timestamp += 160;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.05, 0.1, 0.2})
    void theScoreIsThatOfTheModelAtTheLossInjected(double loss) {
        InetSocketAddress to = FarEnd.portOf(party.session().answer(far.offer()));
        int lost = 0;
        for (int tick = 0; tick < 3_000; tick++) {
            if (tick > 10 && random.nextDouble() < loss) {
                lost++;
                far.sequence++;
                far.timestamp += 160;
            } else {
                speaks(to, 8);
            }
            lab.turn(1);
        }
        MediaQuality quality = party.session().stats().quality();
        double injected = lost / 3_000.0;
        assertThat(quality.missing()).isCloseTo(injected, within(0.003));
        assertThat(quality.burstRatio()).isCloseTo(1, within(0.12));
        double model = EModel.mos(EModel.listeningR(Impairment.of("PCMA"), injected, 1));
        assertThat(quality.listening()).isCloseTo(model, within(0.1));
        assertThat(quality.conversational()).isLessThanOrEqualTo(quality.listening());
        assertThat(quality.oneWay()).isEqualTo(OneWay.NONE);
        assertThat(suspicions).isEmpty();
    }

    @Test
    void aFarEndThatSendsNothingIsSuspectedOnce() {
        party.session().answer(far.offer());
        lab.turn(250);
        assertThat(suspicions).containsExactly("none NO_PACKETS");
        assertThat(quality().oneWay()).isEqualTo(OneWay.NO_PACKETS);
        assertThat(quality().listening()).isEqualTo(-1);
    }

    @Test
    void aWrongPayloadTypeIsACodecMismatch() {
        InetSocketAddress to = FarEnd.portOf(party.session().answer(far.offer()));
        for (int tick = 0; tick < 250; tick++) {
            speaks(to, 18);
            lab.turn(1);
        }
        assertThat(suspicions).containsExactly("none CODEC_MISMATCH");
    }

    @Test
    void aStrangerWhoSendsIsAWrongSource() {
        InetSocketAddress to = FarEnd.portOf(party.session().answer(far.offer()));
        for (int tick = 0; tick < 20; tick++) {
            speaks(to, 8);
            lab.turn(1);
        }
        try (FarEnd stranger = new FarEnd("127.0.0.2")) {
            for (int tick = 0; tick < 250; tick++) {
                stranger.sends(to, 20);
                lab.turn(1);
            }
        }
        assertThat(suspicions).containsExactly("none WRONG_SOURCE");
    }

    @Test
    void constantAudioIsSilenceAndOnHoldNothingIsExpected() {
        InetSocketAddress to = FarEnd.portOf(party.session().answer(far.offer()));
        byte[] muted = new byte[160];
        Arrays.fill(muted, (byte) 0xD5);
        for (int tick = 0; tick < 1_100; tick++) {
            far.send(to, 8, far.timestamp, muted);
            far.timestamp += 160;
            lab.turn(1);
        }
        assertThat(suspicions).containsExactly("none SILENCE");
        party.session().answer(far.offer("a=sendonly").replace("a=sendonly", "a=inactive"));
        lab.turn(500);
        assertThat(suspicions).hasSize(1);
        assertThat(quality().oneWay()).isEqualTo(OneWay.NONE);
    }

    @Test
    void twoOfUsTellEachOtherWhatTheyHear() {
        MediaLab.Party other = lab.open();
        String offer = party.session().offer();
        other.session().answer(offer + "a=rtcp-xr:voip-metrics\r\n");
        party.session().accept(other.session().answer(offer + "a=rtcp-xr:voip-metrics\r\n"));
        lab.turn(1_000);
        assertThat(party.session().stats().quality().remote()).isCloseTo(4.4, within(0.05));
        assertThat(other.session().stats().quality().remote()).isCloseTo(4.4, within(0.05));
    }
}
