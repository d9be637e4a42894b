package io.ringflow.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SendStreamTest {
    private final SendStream stream = new SendStream(0xCAFE, 0xFFFF, -160);
    private final ByteBuffer buffer = ByteBuffer.allocate(200);
    private final RtpHeader header = new RtpHeader();

    private RtpHeader next() {
        stream.write(buffer, 8, new byte[160], 160);
        assertThat(buffer.remaining()).isEqualTo(172);
        assertThat(header.wrap(buffer, buffer.limit())).isTrue();
        return header;
    }

    @Test
    void sequenceAndTimestampWrap() {
        assertThat(next().sequence()).isEqualTo(0xFFFF);
        assertThat(header.timestamp()).isEqualTo(0xFFFF_FF60L);
        stream.advance(160);
        assertThat(next().sequence()).isZero();
        assertThat(header.timestamp()).isZero();
        assertThat(header.ssrc()).isEqualTo(0xCAFE);
    }

    @Test
    void theMarkerStandsWhereSpeechBeginsAfterAGap() {
        assertThat(next().marker()).isTrue();
        stream.advance(160);
        assertThat(next().marker()).isFalse();
        stream.advance(160);
        stream.pause(1600);
        assertThat(next().marker()).isTrue();
        assertThat(header.timestamp()).isEqualTo(160 + 1600);
        assertThat(header.sequence()).isEqualTo(1);
    }

    @Test
    void aRandomSequenceStartsInTheLowerHalf() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            SendStream.random(random).write(buffer, 0, new byte[1], 1);
            header.wrap(buffer, buffer.limit());
            assertThat(header.sequence()).isLessThan(1 << 15);
        }
    }
}
