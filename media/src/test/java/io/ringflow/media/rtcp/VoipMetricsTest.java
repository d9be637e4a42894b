package io.ringflow.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.rtp.ReceiveStream;
import io.ringflow.media.rtp.SendStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Extended reports, written by one end and read by the other. */
class VoipMetricsTest {
    private static final int NEAR = 0x0BAD_CAFE;
    private static final int FAR = 0x1234_5678;

    private final ReceiveStream in = new ReceiveStream();
    private final RtcpReporter near =
            new RtcpReporter(new SendStream(NEAR, 1, 1_000), in, new RtcpReader(NEAR, new RoundTrip()), "near");
    private final RtcpReader far = new RtcpReader(FAR, new RoundTrip());
    private final VoipMetrics metrics = new VoipMetrics();
    private final ByteBuffer packet = ByteBuffer.allocate(500);

    @BeforeEach
    void hears() {
        in.onPacket(FAR, 7);
        metrics.lossRate = 200;
        metrics.discardRate = 3;
        metrics.burstDensity = 255;
        metrics.gapMillis = 40_000;
        metrics.burstMillis = 100_000;
        metrics.roundTripMillis = 80;
        metrics.signalLevel = -21;
        metrics.rFactor = 88;
        metrics.mosListening = 42;
        metrics.bufferMillis = 60;
        metrics.bufferLimitMillis = 200;
    }

    @Test
    void whatOneEndWritesTheOtherReads() {
        near.extended(true);
        near.writeReport(packet, 1, metrics);

        assertThat(far.read(packet, packet.limit(), 1)).isTrue();

        assertThat(far.remoteMetricsKnown()).isTrue();
        VoipMetrics read = far.remoteMetrics();
        assertThat(read.lossRate).isEqualTo(200);
        assertThat(read.discardRate).isEqualTo(3);
        assertThat(read.burstDensity).isEqualTo(255);
        assertThat(read.gapMillis).isEqualTo(40_000);
        assertThat(read.burstMillis).isEqualTo(0xFFFF);
        assertThat(read.roundTripMillis).isEqualTo(80);
        assertThat(read.signalLevel).isEqualTo(-21);
        assertThat(read.noiseLevel).isEqualTo(VoipMetrics.UNAVAILABLE);
        assertThat(read.rFactor).isEqualTo(88);
        assertThat(read.mosListening).isEqualTo(42);
        assertThat(read.mosConversational).isEqualTo(VoipMetrics.UNAVAILABLE);
        assertThat(read.bufferMillis).isEqualTo(60);
        assertThat(read.bufferLimitMillis).isEqualTo(200);
    }

    @Test
    void whoDidNotAskForItGetsNone() {
        near.writeReport(packet, 1, metrics);
        assertThat(far.read(packet, packet.limit(), 1)).isTrue();
        assertThat(far.remoteMetricsKnown()).isFalse();
    }

    @Test
    void aBlockAboutSomebodyElseIsNotBelieved() {
        near.extended(true);
        near.writeReport(packet, 1, metrics);
        RtcpReader other = new RtcpReader(NEAR + 1, new RoundTrip());
        assertThat(other.read(packet, packet.limit(), 1)).isTrue();
        assertThat(other.remoteMetricsKnown()).isFalse();
    }

    @Test
    void scoresOutOfRangeAreNotKnown() {
        near.extended(true);
        metrics.rFactor = 101;
        metrics.mosListening = 9;
        near.writeReport(packet, 1, metrics);
        assertThat(far.read(packet, packet.limit(), 1)).isTrue();
        assertThat(far.remoteMetrics().rFactor).isEqualTo(VoipMetrics.UNAVAILABLE);
        assertThat(far.remoteMetrics().mosListening).isEqualTo(VoipMetrics.UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "a block of length 0 takes the reader on, 3, 0, true",
        "a block longer than the packet, 3, 5, false",
        "a block that ends with the packet, 3, 1, true"
    })
    void blockLengths(String name, int words, int blockWords, boolean read) {
        // its last word is a block of length 0, or the end of the first block
        ByteBuffer extended = ByteBuffer.allocate(16);
        extended.putInt(0x80CF_0000 | words).putInt(NEAR).putInt(0x0700_0000 | blockWords);
        assertThat(far.read(extended, 16, 1)).as(name).isEqualTo(read);
        assertThat(far.remoteMetricsKnown()).isFalse();
    }
}
