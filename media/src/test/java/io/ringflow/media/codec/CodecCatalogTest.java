package io.ringflow.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodecCatalogTest {
    private final CodecCatalog catalog = CodecCatalog.standard();

    @Test
    void namesGiveCodecsInTheirOrder() {
        assertThat(catalog.named(List.of("pcmu", " PCMA ")))
                .extracting(Codec::name)
                .containsExactly("PCMU", "PCMA");
    }

    @Test
    void anUnknownNameIsToldTogetherWithTheKnownOnes() {
        assertThatThrownBy(() -> catalog.named(List.of("PCMA", "QCELP")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"QCELP\"")
                .hasMessageContaining("PCMA, PCMU");
    }

    @Test
    void aNameTwiceOrNoneIsRefused() {
        assertThatThrownBy(() -> catalog.named(List.of("PCMA", "pcma"))).hasMessageContaining("twice");
        assertThatThrownBy(() -> catalog.named(List.of())).hasMessageContaining("no codec is named");
    }

    @Test
    void aCodecThatIsNotThereIsNotFound() {
        assertThat(catalog.find("pcma")).hasSize(1);
        assertThat(catalog.find("G729")).isEmpty();
    }

    @Test
    void aNameAloneStandsForAllOfItWidestFirst() {
        assertThat(catalog.named(List.of("L16"))).extracting(Codec::key).containsExactly("L16/16000", "L16/8000");
        assertThat(catalog.named(List.of("l16/8000"))).extracting(Codec::key).containsExactly("L16/8000");
        assertThat(catalog.find("G722/8000")).isEqualTo(catalog.find("G722")).hasSize(1);
        assertThatThrownBy(() -> catalog.named(List.of("L16/8000", "L16"))).hasMessageContaining("twice");
    }

    @Test
    void comfortNoiseIsNamedAmongTheCodecs() {
        OfferedCodecs offered = catalog.offered(List.of("PCMU", "cn", "G722"));
        assertThat(offered.codecs()).extracting(Codec::key).containsExactly("PCMU", "G722");
        assertThat(offered.comfortNoise()).isTrue();
        assertThat(catalog.offered(List.of("PCMU")).comfortNoise()).isFalse();
    }

    @Test
    void ofTwoWithTheSameKeyTheFirstCounts() {
        Codec first = new TestCodec("TEST", 16_000, 1, 1);
        Codec second = new TestCodec("TEST", 16_000, 1, 2);
        assertThat(new CodecCatalog(List.of(first, second)).find("test")).containsExactly(first);
    }
}
