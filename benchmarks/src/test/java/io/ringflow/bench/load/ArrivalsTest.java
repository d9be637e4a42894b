package io.ringflow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 4_000);
    private static final long MILLI = 1_000_000;

    private final Arrivals arrivals = new Arrivals();
    private final RtpTotals totals = new RtpTotals();
    private final List<Long> first = new ArrayList<>();

    @BeforeEach
    void begin() {
        arrivals.begin(first::add);
        arrivals.expect(SERVER);
    }

    private void packet(int sequence, long atMillis) {
        packet(8, sequence, sequence * 160, atMillis, SERVER);
    }

    private void packet(int typeAndMarker, int sequence, int timestamp, long atMillis, InetSocketAddress from) {
        var packet = ByteBuffer.allocate(172);
        packet.put(0, (byte) 0x80)
                .put(1, (byte) typeAndMarker)
                .putShort(2, (short) sequence)
                .putInt(4, timestamp)
                .putInt(8, 77);
        arrivals.accept(packet, from, atMillis * MILLI, totals);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    @Test
    void aPerfectStreamHasNoError() {
        for (int i = 0; i < 100; i++) packet(i, 1_000 + i * 20L);
        arrivals.end(totals);
        assertThat(first).containsExactly(1_000 * MILLI);
        assertThat(totals.expected).isEqualTo(100);
        assertThat(totals.interarrivalNanos.getTotalCount()).isEqualTo(99);
        assertThat(totals.interarrivalNanos.getMaxValue()).isZero();
        assertThat(totals.scheduleNanos.getTotalCount()).isEqualTo(100);
        assertThat(totals.scheduleNanos.getMaxValue()).isZero();
    }

    @Test
    void onePacketLateIsTwoWrongIntervalsButOneDeparture() {
        packet(0, 0);
        packet(1, 27);
        packet(2, 40);
        arrivals.end(totals);
        assertThat(millis(totals.interarrivalNanos.getMinValue())).isCloseTo(7, within(0.1));
        assertThat(millis(totals.interarrivalNanos.getMaxValue())).isCloseTo(7, within(0.1));
        assertThat(millis(totals.scheduleNanos.getMaxValue())).isCloseTo(7, within(0.1));
        assertThat(totals.scheduleNanos.getCountBetweenValues(0, MILLI)).isEqualTo(2);
    }

    @Test
    void aLateFirstPacketDoesNotMakeTheOthersEarly() {
        packet(0, 5);
        packet(1, 20);
        packet(2, 40);
        arrivals.end(totals);
        assertThat(totals.scheduleNanos.getCountBetweenValues(0, MILLI)).isEqualTo(2);
        assertThat(millis(totals.scheduleNanos.getMaxValue())).isCloseTo(5, within(0.1));
    }

    @Test
    void aSkippedTickCountsOnceAsGapAndNotAsLoss() {
        packet(8, 0, 0, 0, SERVER);
        packet(8, 1, 3 * 160, 60, SERVER);
        arrivals.end(totals);
        assertThat(totals.gaps).isEqualTo(1);
        assertThat(totals.lost).isZero();
        assertThat(totals.interarrivalNanos.getMaxValue()).isZero();
    }

    @Test
    void aLostPacketIsLostAndIsNoPacingError() {
        packet(0, 0);
        packet(2, 40);
        arrivals.end(totals);
        assertThat(totals.lost).isEqualTo(1);
        assertThat(totals.interarrivalNanos.getTotalCount()).isZero();
        assertThat(totals.scheduleNanos.getMaxValue()).isZero();
    }

    @Test
    void aMarkerStartsTheClockAnew() {
        packet(8, 0, 0, 0, SERVER);
        packet(0x88, 1, 160, 500, SERVER);
        arrivals.end(totals);
        assertThat(totals.interarrivalNanos.getTotalCount()).isZero();
        assertThat(totals.scheduleNanos.getMaxValue()).isZero();
        assertThat(totals.gaps).isZero();
    }

    @Test
    void telephoneEventsAreCountedAndNotTimed() {
        packet(8, 0, 0, 0, SERVER);
        packet(101, 1, 160, 20, SERVER);
        packet(101, 2, 160, 40, SERVER);
        packet(8, 3, 480, 60, SERVER);
        arrivals.end(totals);
        assertThat(totals.events).isEqualTo(2);
        assertThat(totals.scheduleNanos.getMaxValue()).isZero();
    }

    @Test
    void rtcpOnTheSamePortIsNoRtp() {
        packet(200, 0, 0, 0, SERVER);
        assertThat(first).isEmpty();
        assertThat(totals.received).isZero();
        assertThat(totals.strays).isZero();
    }

    @Test
    void packetsOfStrangersAndOfTheLastCallDoNotCount() {
        packet(8, 0, 0, 0, new InetSocketAddress("127.0.0.1", 4_002));
        assertThat(totals.strays).isEqualTo(1);
        assertThat(first).isEmpty();
        arrivals.end(totals);
        packet(1, 20);
        assertThat(totals.received).isZero();
    }
}
