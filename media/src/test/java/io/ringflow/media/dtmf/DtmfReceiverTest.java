package io.ringflow.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.dtmf.PressStream.Packet;
import io.ringflow.testkit.junit.AllocationProbe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DtmfReceiverTest {
    private final DtmfReceiver receiver = new DtmfReceiver();

    private char packet(int ssrc, long timestamp, int code, int flags, int duration) {
        byte[] payload = {0, 0, (byte) code, (byte) flags, (byte) (duration >> 8), (byte) duration};
        return receiver.onPacket(ssrc, timestamp, 8_000, payload, 2, 4);
    }

    @Test
    void allSixteenKeysAreKnown() {
        StringBuilder told = new StringBuilder();
        for (int code = 0; code < 16; code++) {
            told.append(packet(1, code * 10_000L, code, 0, 160));
        }
        assertThat(told.toString()).isEqualTo("0123456789*#ABCD");
    }

    @Test
    void eventsThatAreNoKeysAreIgnored() {
        assertThat(packet(1, 0, 16, 0, 160)).isEqualTo(DtmfReceiver.NONE);
        assertThat(packet(1, 10_000, 255, 0x80, 160)).isEqualTo(DtmfReceiver.NONE);
    }

    @Test
    void aTruncatedPacketIsIgnored() {
        assertThat(receiver.onPacket(1, 0, 8_000, new byte[3], 0, 3)).isEqualTo(DtmfReceiver.NONE);
        assertThat(receiver.onPacket(1, 0, 8_000, new byte[0], 0, 0)).isEqualTo(DtmfReceiver.NONE);
    }

    @Test
    void aFirstPacketOfDurationZeroIsAPress() {
        assertThat(packet(1, 0, 5, 0, 0)).isEqualTo('5');
        assertThat(packet(1, 0, 5, 0, 160)).isEqualTo(DtmfReceiver.NONE);
    }

    @Test
    void theSameTimestampOfAnotherSourceIsAnotherPress() {
        assertThat(packet(1, 4_000, 5, 0, 160)).isEqualTo('5');
        assertThat(packet(2, 4_000, 5, 0, 160)).isEqualTo('5');
    }

    @Test
    void aClockThatStandsStillBetweenKeysStillGivesBothKeys() {
        assertThat(packet(1, 4_000, 5, 0x80, 160)).isEqualTo('5');
        assertThat(packet(1, 4_000, 6, 0, 160)).isEqualTo('6');
        assertThat(packet(1, 4_000, 5, 0x80, 160)).isEqualTo(DtmfReceiver.NONE);
    }

    /** sipwise/rtpengine#1812, #1929. */
    @Test
    void repeatedEndPacketsWithTheirOwnTimestampsAreNotPresses() {
        List<Packet> broken = new ArrayList<>();
        long base = 0;
        int ends = 0;
        for (Packet packet : PressStream.of("1112", 50_000, 180)) {
            ends = packet.end() ? ends + 1 : 0;
            base = ends == 0 ? packet.timestamp() : base;
            broken.add(ends < 2 ? packet : packet.at(base + packet.duration() + (ends - 2) * 160L));
        }
        assertThat(PressStream.heard(broken)).isEqualTo("1112");
    }

    @Test
    void soItIsWhenTheFirstEndPacketIsLost() {
        List<Packet> broken = new ArrayList<>();
        int ends = 0;
        for (Packet packet : PressStream.of("77", 50_000, 180)) {
            ends = packet.end() ? ends + 1 : 0;
            if (ends != 1) {
                broken.add(ends == 0 ? packet : packet.at(packet.timestamp() + packet.duration()));
            }
        }
        assertThat(PressStream.heard(broken)).isEqualTo("77");
    }

    /** RestComm/media-core#62, ymartineau/peers#7: the timestamp grows with each packet. */
    @Test
    void aTimestampThatMovesInsideAPressIsOnePress() {
        List<Packet> broken = PressStream.of("2245", 50_000, 400).stream()
                .map(packet -> packet.at(packet.timestamp() + packet.index() * 160L))
                .toList();
        assertThat(PressStream.heard(broken)).isEqualTo("2245");
        List<Packet> withoutEnds =
                broken.stream().filter(packet -> !packet.end()).toList();
        assertThat(PressStream.heard(withoutEnds)).isEqualTo("2245");
        List<Packet> everyThird =
                broken.stream().filter(packet -> packet.index() % 3 == 0).toList();
        assertThat(PressStream.heard(everyThird)).isEqualTo("2245");
    }

    @Test
    void lateCopiesOfAPressWhoseTimestampMovesAreNotToldAgain() {
        List<Packet> broken = new ArrayList<>(PressStream.of("2", 50_000, 400).stream()
                .map(packet -> packet.at(packet.timestamp() + packet.index() * 160L))
                .toList());
        broken.addAll(List.copyOf(broken));
        assertThat(PressStream.heard(broken)).isEqualTo("2");
    }

    @Test
    void theEndOfAPressIsToldOnce() {
        packet(1, 1_000, 4, 0, 160);
        assertThat(receiver.ended()).isFalse();
        packet(1, 1_000, 4, 0x80, 320);
        assertThat(receiver.ended()).isTrue();
        packet(1, 1_000, 4, 0x80, 320);
        assertThat(receiver.ended()).isFalse();
    }

    @Test
    void theSameKeyAfterALongPressThatHasEndedIsAPressOfItsOwn() {
        assertThat(packet(1, 1_000, 4, 0, 160)).isEqualTo('4');
        packet(1, 1_000, 4, 0x80, 0xFFFF);
        assertThat(packet(1, 1_000 + 0xFFFF + 800, 4, 0, 160)).isEqualTo('4');
    }

    @Test
    void aPressSoLongThatItIsCutIntoSegmentsIsOnePress() {
        StringBuilder told = new StringBuilder();
        for (int segment = 0; segment < 3; segment++) {
            long start = 1_000 + segment * 0xFFFFL;
            for (int duration = 160; duration < 0xFFFF; duration += 160) {
                told.append(packet(1, start, 4, 0, duration));
            }
            told.append(packet(1, start, 4, 0, 0xFFFF));
        }
        told.append(packet(1, 1_000 + 3 * 0xFFFFL, 4, 0x80, 800));
        told.append(packet(1, 1_000 + 3 * 0xFFFFL + 1_200, 4, 0, 160));
        assertThat(told.toString().replace("\0", "")).isEqualTo("44");
    }

    @Test
    void aLongPressOfWhichABurstTakesTheEndOfASegmentIsOnePressAsLongAsItWas() {
        for (int lost = 1; lost <= 10; lost++) {
            DtmfReceiver fresh = new DtmfReceiver();
            StringBuilder told = new StringBuilder();
            int segment = 0xFFFF / 960 * 960;
            for (int units = 960; units <= 2 * segment; units += 960) {
                boolean second = units > segment;
                if (units <= segment && units > segment - lost * 960) {
                    continue;
                }
                byte[] payload = new byte[TelephoneEvent.LENGTH];
                new TelephoneEvent().wrap(payload, 0).set(4, false, 10, second ? units - segment : units);
                told.append(fresh.onPacket(1, second ? segment : 0, 48_000, payload, 0, payload.length));
            }
            assertThat(told.toString().replace("\0", "")).as(lost + " lost").isEqualTo("4");
            assertThat(fresh.pressMillis()).isEqualTo(2 * segment / 48);
        }
    }

    @Test
    void packetsAreTakenWithoutAllocation() {
        List<Packet> packets = PressStream.of("1234567890*#ABCD", 0, 100);
        AllocationProbe.assertNone(2_000, () -> {
            for (int i = 0; i < packets.size(); i++) {
                Packet packet = packets.get(i);
                receiver.onPacket(PressStream.SSRC, packet.timestamp(), 8_000, packet.payload(), 0, 4);
            }
        });
    }

    @Test
    void theShortestPressesOfOneKeyAreToldApart() {
        // ITU-T Q.24: 40 ms of tone, 40 ms of pause; only end packets arrive
        assertThat(packet(1, 1_000, 7, 0x80, 320)).isEqualTo('7');
        assertThat(packet(1, 1_640, 7, 0x80, 320)).isEqualTo('7');
        // only start packets arrive
        assertThat(packet(1, 9_000, 8, 0, 160)).isEqualTo('8');
        assertThat(packet(1, 9_640, 8, 0, 160)).isEqualTo('8');
    }
}
