package io.ringflow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPressesTest {

    private final KeyPresses keys = new KeyPresses();

    /** One entry per tick: what was written, or "-" for audio. */
    private List<String> ticks(int count) {
        var packet = ByteBuffer.allocate(4);
        var ticks = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            if (!keys.press(i * 160)) {
                ticks.add("-");
                continue;
            }
            keys.write(packet, 0);
            ticks.add((packet.get(1) < 0 ? "end " : "") + packet.get(0) + " for " + packet.getShort(2) + " since "
                    + keys.startTimestamp());
        }
        return ticks;
    }

    @Test
    void aPressGrowsForEightTicksAndEndsThreeTimes() {
        keys.begin("#", 2);
        assertThat(ticks(14))
                .containsExactly(
                        "-",
                        "-",
                        "11 for 160 since 320",
                        "11 for 320 since 320",
                        "11 for 480 since 320",
                        "11 for 640 since 320",
                        "11 for 800 since 320",
                        "11 for 960 since 320",
                        "11 for 1120 since 320",
                        "11 for 1280 since 320",
                        "end 11 for 1280 since 320",
                        "end 11 for 1280 since 320",
                        "end 11 for 1280 since 320",
                        "-");
    }

    @Test
    void waitingRestsHalfASecondBetweenKeys() {
        keys.begin("1w2", 0);
        List<String> ticks = ticks(80);
        long pause = ticks.stream()
                .dropWhile(tick -> !tick.startsWith("end"))
                .filter(tick -> tick.equals("-"))
                .count();
        assertThat(ticks).anyMatch(tick -> tick.startsWith("2 for "));
        assertThat(ticks.indexOf("end 1 for 1280 since 0")).isEqualTo(8);
        assertThat(ticks.subList(11, 42)).containsOnly("-");
        assertThat(ticks.get(42)).isEqualTo("2 for 160 since 6720");
        assertThat(pause).isGreaterThanOrEqualTo(31);
    }

    @Test
    void noKeysAreNoEvents() {
        keys.begin("", 0);
        assertThat(ticks(5)).containsOnly("-");
    }

    @Test
    void aFinalPlusStartsOver() {
        keys.begin("1+", 0);
        assertThat(ticks(40)).filteredOn(tick -> tick.startsWith("1 for 160")).hasSize(3);
    }
}
