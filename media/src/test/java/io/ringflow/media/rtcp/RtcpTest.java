package io.ringflow.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.rtp.ReceiveStream;
import io.ringflow.media.rtp.SendStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtcpTest {
    private final VoipMetrics metrics = new VoipMetrics();
    private static final int OURS = 0x0A0B0C0D;
    private static final int THEIRS = 0x01020304;

    private final SendStream out = new SendStream(OURS, 1, 1000);
    private final ReceiveStream in = new ReceiveStream();
    private final RoundTrip roundTrip = new RoundTrip();
    private final RtcpReader reader = new RtcpReader(OURS, roundTrip);
    private final RtcpReporter reporter = new RtcpReporter(out, in, reader, "ringflow-m1");
    private final ByteBuffer packet = ByteBuffer.allocate(500);

    private void send() {
        out.write(ByteBuffer.allocate(200), 8, new byte[160], 160);
    }

    @Test
    void aSenderWritesAnSrWithItsCounters() {
        send();
        out.advance(160);
        in.onPacket(THEIRS, 7);
        reporter.writeReport(packet, 125, metrics);
        assertThat(packet.get(0)).isEqualTo((byte) 0x81);
        assertThat(packet.get(1)).isEqualTo((byte) 200);
        assertThat(packet.getShort(2)).isEqualTo((short) 12);
        assertThat(packet.getInt(4)).isEqualTo(OURS);
        assertThat(packet.getInt(8)).isEqualTo(2);
        assertThat(packet.getInt(12)).isEqualTo(0x8000_0000);
        assertThat(packet.getInt(16)).isEqualTo(1160);
        assertThat(packet.getInt(20)).isEqualTo(1);
        assertThat(packet.getInt(24)).isEqualTo(160);
        assertThat(packet.getInt(28)).isEqualTo(THEIRS);
        assertThat(packet.getInt(36)).isEqualTo(7);
        assertThat(packet.get(53)).isEqualTo((byte) 202);
        assertThat(packet.limit() % 4).isZero();
        assertThat(packet.limit()).isEqualTo(52 + 4 * (packet.getShort(54) + 1));
    }

    @Test
    void whoSentNothingSinceTheLastReportWritesAnRr() {
        send();
        reporter.writeReport(packet, 1, metrics);
        reporter.writeReport(packet, 250, metrics);
        assertThat(packet.get(1)).isEqualTo((byte) 201);
    }

    @Test
    void aGoodbyeFollowsTheLastReport() {
        reporter.writeGoodbye(packet, 1, metrics);
        int at = packet.limit() - 8;
        assertThat(packet.getInt(at)).isEqualTo(0x81CB_0001);
        assertThat(packet.getInt(at + 4)).isEqualTo(OURS);
        assertThat(reader.read(packet, packet.limit(), 1)).isTrue();
        assertThat(reader.goodbyes()).isEqualTo(1);
    }

    @Test
    void theRoundTripIsNowLessTheirDelayLessOurReport() {
        int reportTick = 100;
        int delay = 65_536;
        ByteBuffer rr = ByteBuffer.allocate(32);
        rr.putInt(0x81C9_0007).putInt(THEIRS).putInt(OURS).putInt(0x0000_002A);
        rr.putInt(0).putInt(0).putInt(RoundTrip.shortTime(reportTick)).putInt(delay);
        assertThat(reader.read(rr, 32, reportTick + 50 + 4)).isTrue();
        assertThat(roundTrip.millis()).isEqualTo(80, within(0.1));
        assertThat(reader.remoteLost()).isEqualTo(42);
    }

    @Test
    void aReportThatAnswersNoneOfOursIsNoRoundTrip() {
        ByteBuffer rr = ByteBuffer.allocate(32);
        rr.putInt(0x81C9_0007).putInt(THEIRS).putInt(OURS).putInt(0);
        rr.putInt(0).putInt(0).putInt(0x7777_7777).putInt(0);
        assertThat(reader.read(rr, 32, 500)).isTrue();
        assertThat(roundTrip.millis()).isEqualTo(-1);
    }

    @Test
    void theirSenderReportIsEchoedWithItsAge() {
        ByteBuffer sr = ByteBuffer.allocate(28);
        sr.putInt(0x80C8_0006).putInt(THEIRS).putInt(0x1111_2222).putInt(0x3333_4444);
        assertThat(reader.read(sr, 28, 100)).isTrue();
        in.onPacket(THEIRS, 7);
        reporter.writeReport(packet, 150, metrics);
        assertThat(packet.getInt(24)).isEqualTo(0x2222_3333);
        assertThat(packet.getInt(28)).isEqualTo(65_536);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nothing, 0, 0",
        "half a header, 0x80C9, 2",
        "version 1, 0x40C90001, 8",
        "longer than the datagram, 0x80C90002, 8",
        "report block missing, 0x81C90001, 8",
        "sender info missing, 0x80C80001, 8",
        "goodbye of nobody there, 0x9FCB0001, 8",
        "rubbish behind, 0x80C90000, 6",
    })
    void malformed(String name, String first, int length) {
        ByteBuffer rubbish = ByteBuffer.allocate(64);
        rubbish.putInt(0, (int) (long) Long.decode(first));
        assertThat(reader.read(rubbish, length, 1)).as(name).isFalse();
    }

    @Test
    void anyBytesAreEitherRefusedOrReadToTheEnd() {
        Random random = new Random(815);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 4) {
                bytes[0] = (byte) (0x80 | bytes[0] & 0x3F);
                bytes[1] = (byte) (200 + random.nextInt(5));
                bytes[2] = 0;
                bytes[3] = (byte) random.nextInt(20);
            }
            reader.read(ByteBuffer.wrap(bytes), bytes.length, i);
        }
        assertThat(roundTrip.millis()).isLessThanOrEqualTo(60_000);
    }

    @Test
    void reportsComeEveryFiveSecondsOnAverage() {
        int reports = 0;
        for (int tick = 0; tick < 50 * 5 * 1000; tick++) {
            reports += reporter.due(tick) ? 1 : 0;
        }
        assertThat(reports).isBetween(950, 1050);
    }
}
