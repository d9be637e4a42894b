package io.ringflow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AudioDescriptionTest {

    @Test
    void whatItWritesItReads() {
        var read = AudioDescription.read(AudioDescription.write("127.0.0.1", 20_000, 1))
                .orElseThrow();
        assertThat(read.address().getPort()).isEqualTo(20_000);
        assertThat(read.payloadType()).isEqualTo(8);
        assertThat(read.eventType()).isEqualTo(101);
    }

    @Test
    void theConnectionOfTheMediaCountsBeforeThatOfTheSession() {
        var read = AudioDescription.read(
                        "v=0\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\nc=IN IP4 127.0.0.2\r\n")
                .orElseThrow();
        assertThat(read.address().getHostString()).isEqualTo("127.0.0.2");
        assertThat(read.payloadType()).isEqualTo(0);
        assertThat(read.eventType()).isEqualTo(-1);
    }

    @Test
    void refusedAudioIsNoAudio() {
        assertThat(AudioDescription.read("c=IN IP4 127.0.0.1\r\nm=audio 0 RTP/AVP 8\r\n"))
                .isEmpty();
    }

    @Test
    void foreignFormatsAreNoAudio() {
        assertThat(AudioDescription.read("c=IN IP4 127.0.0.1\r\nm=audio 9 RTP/AVP 96\r\n"))
                .isEmpty();
    }
}
