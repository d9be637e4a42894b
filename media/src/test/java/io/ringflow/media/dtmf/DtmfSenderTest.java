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
