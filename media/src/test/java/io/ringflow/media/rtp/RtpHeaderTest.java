package io.ringflow.media.rtp;

import static io.ringflow.media.rtp.Packets.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpHeaderTest {
    private final RtpHeader header = new RtpHeader();

    @Test
    void everyFieldIsReadUnsigned() {
        ByteBuffer packet = Packets.rtp(0x80 | 101, 0xFFFE, 0xFFFF_FFFDL, 0x8000_0001, (byte) 9, (byte) 8);
        assertThat(header.wrap(packet, 14)).isTrue();
        assertThat(header.marker()).isTrue();
        assertThat(header.payloadType()).isEqualTo(101);
        assertThat(header.sequence()).isEqualTo(0xFFFE);
        assertThat(header.timestamp()).isEqualTo(0xFFFF_FFFDL);
        assertThat(header.ssrc()).isEqualTo(0x8000_0001);
        assertThat(payload()).containsExactly(9, 8);
    }

    @Test
    void sourcesExtensionAndPaddingAreLeftOut() {
        // one CSRC, an extension of one word, two payload bytes, two of padding
        ByteBuffer packet =
                bytes(0xB1, 8, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 0xBE, 0xDE, 0, 1, 5, 6, 7, 8, 42, 43, 0, 2);
        assertThat(header.wrap(packet, 28)).isTrue();
        assertThat(payload()).containsExactly(42, 43);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "too short, 11, 0x80, 0",
        "version 1, 12, 0x40, 0",
        "version 3, 12, 0xC0, 0",
        "sources beyond the end, 12, 0x81, 0",
        "extension beyond the end, 14, 0x90, 0",
        "padding of nothing, 13, 0xA0, 0",
        "padding longer than the payload, 14, 0xA0, 3",
    })
    void malformed(String name, int length, int first, int last) {
        ByteBuffer packet = ByteBuffer.allocate(length);
        packet.put(0, (byte) first);
        packet.put(length - 1, (byte) last);
        assertThat(header.wrap(packet, length)).as(name).isFalse();
    }

    @Test
    void anyBytesAreEitherRefusedOrReadableToTheEnd() {
        Random random = new Random(4711);
        byte[] copy = new byte[2048];
        for (int i = 0; i < 200_000; i++) {
            byte[] packet = new byte[random.nextInt(60)];
            random.nextBytes(packet);
            if (packet.length > 0 && i % 2 == 0) {
                packet[0] = (byte) (0x80 | packet[0] & 0x3F);
            }
            if (header.wrap(ByteBuffer.wrap(packet), packet.length)) {
                assertThat(header.payloadLength()).isBetween(0, packet.length - 12);
                header.copyPayload(0, copy, 0, header.payloadLength());
            }
        }
    }

    private byte[] payload() {
        byte[] payload = new byte[header.payloadLength()];
        header.copyPayload(0, payload, 0, payload.length);
        return payload;
    }

    @ParameterizedTest
    @CsvSource({
        "0x80, 8, RTP",
        "0x80, 0x88, RTP",
        "0xBF, 191, RTP",
        "0x80, 200, RTCP",
        "0x81, 192, RTCP",
        "0x80, 223, RTCP",
        "0x80, 224, RTP",
        "0, 1, STUN",
        "3, 0, STUN",
        "4, 0, OTHER",
        "20, 254, DTLS",
        "63, 254, DTLS",
        "64, 0, OTHER",
        "192, 0, OTHER",
    })
    void kindIsToldByTheFirstTwoBytes(int first, int second, PacketKind kind) {
        assertThat(PacketKind.of(bytes(first, second, 0, 0), 4)).isEqualTo(kind);
        assertThat(PacketKind.of(bytes(first, second), 1)).isEqualTo(PacketKind.OTHER);
    }
}
