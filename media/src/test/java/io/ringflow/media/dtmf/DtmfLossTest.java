package io.ringflow.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.dtmf.PressStream.Packet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys over a bad network: every press of which one packet arrives is told exactly once. */
class DtmfLossTest {
    private static final int PRESSES = 1_000;

    private final String digits = randomDigits(new Random(42));
    /** Crosses the wrap of the timestamp. */
    private final List<Packet> sent = PressStream.of(digits, 0xFFFF_0000L, 40, 100, 180, 400);

    private static String randomDigits(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PRESSES; i++) {
            text.append(TelephoneEvent.digit(random.nextInt(16)));
        }
        // the hard case: the same key again and again
        return text.replace(300, 400, "1".repeat(100)).toString();
    }

    private List<Packet> keep(Predicate<Packet> kept) {
        return sent.stream().filter(kept).toList();
    }

    private int packetsOf(int press) {
        return (int) sent.stream().filter(packet -> packet.press() == press).count();
    }

    @Test
    void everyPressIsToldOnce() {
        assertThat(PressStream.heard(sent)).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource({"5, 1", "5, 2", "20, 3", "20, 4", "20, 5", "40, 6"})
    void randomLossLosesNoPressAndDoublesNone(int percent, int seed) {
        Random random = new Random(seed);
        List<Packet> arrived = keep(packet -> random.nextInt(100) >= percent);
        // a press of 40 ms has four packets: at 20 % loss now and then one is lost as a whole
        String reached = arrived.stream()
                .map(Packet::press)
                .distinct()
                .map(press -> digits.substring(press, press + 1))
                .collect(Collectors.joining());
        assertThat(reached.length()).isGreaterThan(PRESSES - 30);
        assertThat(PressStream.heard(arrived)).isEqualTo(reached);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void theFirstPacketsOfEachPressMayBeLost(int lost) {
        assertThat(PressStream.heard(keep(packet -> packet.index() >= Math.min(lost, 3))))
                .isEqualTo(digits);
    }

    @Test
    void allEndPacketsMayBeLost() {
        assertThat(PressStream.heard(keep(packet -> !packet.end()))).isEqualTo(digits);
    }

    @Test
    void onlyTheFirstPacketNeedArrive() {
        assertThat(PressStream.heard(keep(packet -> packet.index() == 0))).isEqualTo(digits);
    }

    @Test
    void onlyTheLastEndPacketNeedArrive() {
        Map<Integer, Packet> last = new HashMap<>();
        sent.forEach(packet -> last.put(packet.press(), packet));
        assertThat(PressStream.heard(keep(packet -> last.get(packet.press()) == packet)))
                .isEqualTo(digits);
    }

    @Test
    void onlyOneInTheMiddleNeedArrive() {
        Map<Integer, Integer> counts = new HashMap<>();
        sent.forEach(packet -> counts.computeIfAbsent(packet.press(), this::packetsOf));
        assertThat(PressStream.heard(keep(packet -> packet.index() == counts.get(packet.press()) / 2)))
                .isEqualTo(digits);
    }

    @Test
    void oneRandomPacketOfEachPressIsEnough() {
        Random random = new Random(5);
        Map<Integer, Integer> chosen = new HashMap<>();
        sent.forEach(packet -> chosen.computeIfAbsent(packet.press(), press -> random.nextInt(packetsOf(press))));
        assertThat(PressStream.heard(keep(packet -> packet.index() == chosen.get(packet.press()))))
                .isEqualTo(digits);
    }

    @Test
    void packetsTwiceOrLateByAFewPressesAreNotToldAgain() {
        List<Packet> arrived = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            arrived.add(sent.get(i));
            arrived.add(sent.get(i));
            // thirty packets are two to six presses ago
            arrived.add(sent.get(Math.max(0, i - 30)));
        }
        assertThat(PressStream.heard(arrived)).isEqualTo(digits);
    }

    @Test
    void packetsReorderedWithinAPressAreToldOnce() {
        Random random = new Random(6);
        List<Packet> arrived = new ArrayList<>(sent);
        for (int i = 0; i + 1 < arrived.size(); i++) {
            Packet here = arrived.get(i);
            if (here.press() == arrived.get(i + 1).press() && random.nextInt(3) == 0) {
                arrived.set(i, arrived.get(i + 1));
                arrived.set(i + 1, here);
            }
        }
        assertThat(PressStream.heard(arrived)).isEqualTo(digits);
    }
}
