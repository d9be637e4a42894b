package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaEvent.DigitEnded;
import io.ringflow.media.MediaLab;
import io.ringflow.media.dtmf.PressStream;
import io.ringflow.media.dtmf.PressStream.Packet;
import io.ringflow.testkit.net.LossRule;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A thousand keys by RFC 4733 over a bad network, through a whole leg. All packets of a press come in one tick. */
class DigitLossSocketTest {
    private static final int PRESSES = 1_000;

    private final MediaLab lab = new MediaLab(patient());
    private final MediaLab.Party party = lab.open();
    private final FarEnd far = FarEnd.local();
    private final InetSocketAddress port = FarEnd.portOf(party.session().answer(far.offer()));
    private final Random random = new Random(7);
    private final StringBuilder pressed = new StringBuilder();

    private static MediaConfig patient() {
        MediaConfig usual = MediaLab.config();
        return new MediaConfig(
                1,
                0,
                0,
                0,
                usual.portQuarantine(),
                usual.codecs(),
                usual.symmetricRtp(),
                usual.mediaTimeout(),
                usual.jitterMinimum(),
                usual.jitterMaximum(),
                10_000,
                usual.sockets(),
                usual.realtimePriority(),
                usual.sharedPorts());
    }

    @AfterEach
    void close() {
        lab.close();
        far.close();
    }

    private List<Packet> press(int millis) {
        for (int i = 0; i < PRESSES; i++) {
            // the hard case now and then: the same key again
            boolean again = i > 0 && random.nextInt(3) == 0;
            pressed.append(again ? pressed.charAt(i - 1) : (char) ('0' + random.nextInt(10)));
        }
        return PressStream.of(pressed.toString(), 0xFFFF_0000L, millis);
    }

    /** The keys of which a packet came through. */
    private String sends(List<Packet> packets, LossRule rule) {
        far.sends(port, 20);
        lab.turn(1);
        TreeSet<Integer> reached = new TreeSet<>();
        List<Packet> late = new ArrayList<>();
        int press = 0;
        for (int i = 0; i < packets.size(); i++) {
            Packet packet = packets.get(i);
            if (packet.press() != press) {
                lab.turn(1);
                press = packet.press();
            }
            LossRule.Fate fate = rule.judge(packet.payload(), i);
            far.sequence++;
            if (fate.delayMillis() > 0) {
                late.add(packet);
                continue;
            }
            for (int copy = 0; copy < fate.copies(); copy++) {
                far.sequence--;
                far.send(port, 101, packet.timestamp(), packet.payload());
                reached.add(packet.press());
            }
            for (Packet behind : late) {
                far.sequence--;
                far.send(port, 101, behind.timestamp(), behind.payload());
                reached.add(behind.press());
            }
            late.clear();
        }
        lab.turn(20);
        var text = new StringBuilder();
        reached.forEach(number -> text.append(pressed.charAt(number)));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"160, 1, 1000", "160, 5, 1000", "160, 10, 1000", "160, 20, 999", "60, 10, 999"})
    void digitsSurviveRandomLoss(int millis, int percent, int least) {
        String reached = sends(press(millis), LossRule.random(percent / 100.0, percent));
        assertThat(party.digits()).isEqualTo(reached);
        assertThat(reached.length()).isGreaterThanOrEqualTo(least);
    }

    /**
     * A burst of a Gilbert channel has no greatest length and may take all ten packets of a press of 160 ms; of every other
     * press the digit is told. Expected to vanish from the wire: 1.3 presses of 1,000 with a mean m of 3, 9.7 with 6, which
     * is 500 / m bursts times the sum over d of (1 - 1 / m)^(9 + d) / 10, for bursts that begin d packets before a press.
     */
    @ParameterizedTest
    @CsvSource({"3, 997", "6, 980"})
    void digitsSurviveBursts(int mean, int least) {
        String reached = sends(press(160), LossRule.burst(0.05, mean, mean));
        assertThat(party.digits()).isEqualTo(reached);
        assertThat(reached.length()).isGreaterThanOrEqualTo(least);
    }

    /**
     * 5 % lost in bursts of 1 to 2 m - 1 packets: 1,000 of 1,000 where no burst is as long as a press. With a mean of 6
     * bursts of 10 and 11 are as long as a press of 160 ms, and 2.3 of 1,000 are expected to vanish from the wire (76
     * bursts, an eleventh of each length, one and two of ten places); a press of 200 ms is never lost.
     */
    @ParameterizedTest
    @CsvSource({"160, 3, 1000", "160, 5, 1000", "160, 6, 995", "200, 6, 1000"})
    void digitsSurviveBurstsOfBoundedLength(int millis, int mean, int least) {
        String reached = sends(press(millis), LossRule.evenBursts(0.05, mean, mean));
        assertThat(party.digits()).isEqualTo(reached);
        assertThat(reached.length()).isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({"1", "5"})
    void whatIsReorderedAndDoubledIsToldOnce(int percent) {
        double share = percent / 100.0;
        LossRule rule = LossRule.reorder(share, 20, 1).and(LossRule.duplicate(share, 2));
        assertThat(sends(press(160), rule)).isEqualTo(pressed.toString());
        assertThat(party.digits()).isEqualTo(pressed.toString());
        assertThat(party.events(DigitEnded.class)).hasSize(PRESSES);
    }

    @Test
    void everyPressIsToldToLastAsLongAsItDid() {
        sends(press(160), LossRule.none());
        assertThat(party.events(DigitEnded.class)).hasSize(PRESSES).allMatch(ended -> ended.durationMillis() == 160);
    }

    /** The marker bit is never set by this far end; a stranger's keys, other events and broken packets are nothing. */
    @Test
    void whatIsNoKeyOfTheFarEndIsPassedOver() {
        far.sends(port, 20);
        lab.turn(1);
        far.send(port, 101, 1_000, new byte[] {16, 10, 0, 80});
        far.send(port, 101, 2_000, new byte[] {(byte) 0xFF, (byte) 0x8A, 1, 0});
        far.send(port, 101, 3_000, new byte[] {5, 10});
        try (FarEnd stranger = new FarEnd("127.0.0.2")) {
            stranger.presses(port, '9');
            lab.turn(2);
        }
        far.send(port, 101, 4_000, new byte[] {5, 10, 0, 0});
        far.send(port, 101, 4_000, new byte[] {5, (byte) 0x8A, 3, (byte) 0x20});
        lab.turn(2);
        assertThat(party.digits()).isEqualTo("5");
        assertThat(party.events(DigitEnded.class))
                .extracting(DigitEnded::durationMillis)
                .containsExactly(100);
    }

    @Test
    void aPressWhoseEndIsLostEndsByItself() {
        far.sends(port, 20);
        far.presses(port, '7');
        lab.turn(2);
        assertThat(party.events(DigitEnded.class)).isEmpty();
        lab.turn(Digits.FORGOTTEN_TICKS + 1);
        assertThat(party.events(DigitEnded.class))
                .extracting(DigitEnded::durationMillis)
                .containsExactly(60);
    }
}
