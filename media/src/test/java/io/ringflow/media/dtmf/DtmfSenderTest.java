package io.ringflow.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.dtmf.PressStream.Packet;
import io.ringflow.testkit.junit.AllocationProbe;
import java.util.List;
import org.junit.jupiter.api.Test;

class DtmfSenderTest {
    private final DtmfSender sender = new DtmfSender();
    private final byte[] payload = new byte[TelephoneEvent.LENGTH];

    @Test
    void onePressHasOneTimestampGrowingDurationAndThreeEndPackets() {
        List<Packet> packets = PressStream.of("5", 1_000, 100);
        assertThat(packets).extracting(Packet::timestamp).containsOnly(1_000L);
        assertThat(packets).extracting(Packet::duration).containsExactly(160, 320, 480, 640, 800, 800, 800);
        assertThat(packets).extracting(Packet::end).containsExactly(false, false, false, false, true, true, true);
        assertThat(packets.getFirst().payload()[0]).isEqualTo((byte) 5);
    }

    @Test
    void onlyTheFirstPacketOfAPressIsMarked() {
        sender.press("1", 100, 60, 1);
        sender.next(0, payload, 0);
        assertThat(sender.marker()).isTrue();
        sender.next(160, payload, 0);
        assertThat(sender.marker()).isFalse();
    }

    @Test
    void pressesAreAtLeastSixtyMillisecondsApart() {
        List<Packet> packets = PressStream.of("55", 0, 40);
        long secondStart = packets.getLast().timestamp();
        assertThat(secondStart - packets.getFirst().duration()).isGreaterThanOrEqualTo(60 * 8);
        assertThat(packets).filteredOn(packet -> packet.press() == 0).hasSize(4);
    }

    @Test
    void audioGoesOnWhileNothingIsPressed() {
        assertThat(sender.idle()).isTrue();
        assertThat(sender.next(0, payload, 0)).isZero();
    }

    @Test
    void tooShortAndTooLongPressesAreBroughtIntoRange() {
        assertThat(PressStream.of("5", 0, 1))
                .extracting(Packet::duration)
                .last()
                .isEqualTo(320);
        assertThat(PressStream.of("5", 0, 1_000_000))
                .extracting(Packet::duration)
                .last()
                .isEqualTo(64_000);
    }

    @Test
    void whatIsNoKeyIsRefusedAndTheQueueIsBounded() {
        assertThat(sender.press("x", 100, 60, 1)).isFalse();
        int taken = 0;
        while (sender.press("1", 100, 60, 1)) {
            taken++;
        }
        assertThat(taken).isEqualTo(128);
    }

    @Test
    void aSendingThatIsGivenUpEndsAtOnceAndTheNextBeginsAsAny() {
        sender.press("12", 200, 60, 1);
        sender.press("3", 100, 60, 2);
        sender.next(0, payload, 0);
        sender.next(160, payload, 0);

        assertThat(sender.drop()).isEqualTo(1);
        assertThat(sender.next(320, payload, 0)).isEqualTo(TelephoneEvent.LENGTH);
        assertThat(sender.digit()).isEqualTo('3');
        assertThat(sender.marker()).isTrue();
        assertThat(sender.timestamp()).isEqualTo(320);

        assertThat(sender.drop()).isEqualTo(2);
        assertThat(sender.drop()).isEqualTo(DtmfSender.NOTHING);
        assertThat(sender.idle()).isTrue();
    }

    /** RFC 4733 §2.5.1.4. */
    @Test
    void theEndIsSentThreeTimesThoughTheGapIsShorter() {
        sender.tune(8_000, 60);
        sender.press("12", 120, 40, 1);
        var digits = new StringBuilder();
        for (int packet = 0; packet < 5; packet++) {
            sender.next(packet * 480L, payload, 0);
            digits.append(sender.digit());
        }
        assertThat(digits).hasToString("11112");
    }

    /** RFC 4733 §2.5.1.3. */
    @Test
    void aPressTooLongForSixteenBitsGoesOnInSegments() {
        var event = new TelephoneEvent().wrap(payload, 0);
        sender.tune(48_000, 20);
        sender.press("1", 2_000, 60, 1);
        for (int packet = 0; packet < 68; packet++) sender.next(packet * 960L, payload, 0);
        assertThat(sender.timestamp()).isZero();
        assertThat(event.duration()).isEqualTo(68 * 960);

        sender.next(68 * 960L, payload, 0);
        assertThat(sender.timestamp()).isEqualTo(68 * 960);
        assertThat(event.duration()).isEqualTo(960);
        assertThat(sender.marker()).isFalse();
    }

    @Test
    void lettersMayBeSmall() {
        assertThat(PressStream.heard(PressStream.of("abcd", 0, 60))).isEqualTo("ABCD");
    }

    @Test
    void pressesAreSentWithoutAllocation() {
        AllocationProbe.assertNone(5_000, () -> {
            sender.press("7", 60, 60, 1);
            for (int packet = 0; packet < 6; packet++) {
                sender.next(packet * 160L, payload, 0);
            }
        });
        assertThat(sender.idle()).isTrue();
    }
}
