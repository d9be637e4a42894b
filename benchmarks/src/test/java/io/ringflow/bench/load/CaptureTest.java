package io.ringflow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaptureTest {

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    @BeforeEach
    void header() {
        var header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, 0xA1B23C4D).putInt(16, 96).putInt(20, 1);
        file.writeBytes(header.array());
    }

    private void packet(int fromPort, int type, int sequence, long atMillis) {
        var record = ByteBuffer.allocate(16 + 54).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(0, (int) (atMillis / 1_000)).putInt(4, (int) (atMillis % 1_000) * 1_000_000);
        record.putInt(8, 54).putInt(12, 214);
        var frame = record.slice(16, 54);
        frame.putShort(12, (short) 0x0800).put(14, (byte) 0x45).put(23, (byte) 17);
        frame.putInt(26, 0x7F000001).putInt(30, 0x7F000001);
        frame.putShort(34, (short) fromPort).putShort(36, (short) 6_000);
        frame.put(42, (byte) 0x80)
                .put(43, (byte) type)
                .putShort(44, (short) sequence)
                .putInt(46, sequence * 160);
        file.writeBytes(record.array());
    }

    private RtpTotals read() throws IOException {
        return Capture.read(new ByteArrayInputStream(file.toByteArray()));
    }

    @Test
    void streamsFromDifferentPortsAreJudgedEachOnItsOwn() throws IOException {
        for (int i = 0; i < 10; i++) {
            packet(20_000, 8, i, 1_000 + i * 20);
            packet(20_002, 8, i, 1_007 + i * 20);
        }
        RtpTotals totals = read();
        assertThat(totals.streams).isEqualTo(2);
        assertThat(totals.expected).isEqualTo(20);
        assertThat(totals.lost).isZero();
        assertThat(totals.interarrivalNanos.getMaxValue()).isZero();
    }

    @Test
    void lossIsSeenWithinAStream() throws IOException {
        packet(20_000, 8, 1, 0);
        packet(20_000, 8, 3, 40);
        assertThat(read().lost).isEqualTo(1);
    }

    @Test
    void rtcpIsNotRtp() throws IOException {
        packet(20_000, 200 & 0x7F, 1, 0);
        assertThat(read().received).isZero();
    }

    @Test
    void whatIsNoCaptureIsRefused() {
        file.reset();
        file.writeBytes(new byte[24]);
        assertThatThrownBy(this::read).hasMessage("not a pcap file");
    }
}
