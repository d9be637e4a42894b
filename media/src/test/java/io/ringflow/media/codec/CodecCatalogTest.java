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
}
