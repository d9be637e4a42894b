package io.ringflow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyBesideTest {

    @Test
    void aKeyIsFivePacketsOfOneTimestampAndItsEndIsSentThreeTimes() {
        var key = new KeyBeside();
        key.press('#', 4_000);
        var packet = ByteBuffer.allocate(KeyBeside.OCTETS);
        List<String> sent = new ArrayList<>();
        while (key.down()) {
            assertThat(key.first()).isEqualTo(sent.isEmpty());
            assertThat(key.startTimestamp()).isEqualTo(4_000);
            key.write(packet, 0);
            sent.add(packet.get(0) + (packet.get(1) < 0 ? " end " : " ") + packet.getShort(2));
        }
        assertThat(sent).containsExactly("11 160", "11 320", "11 end 320", "11 end 320", "11 end 320");
    }
}
