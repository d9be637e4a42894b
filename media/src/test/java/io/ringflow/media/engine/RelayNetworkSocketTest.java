package io.ringflow.media.engine;

import static io.ringflow.media.engine.RelayLab.steps;
import static io.ringflow.media.engine.RelayLab.timeSteps;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.FarEnd.Heard;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What networks and far ends do to packets that are handed on, and what is not handed on. Threats M8, M9, M11. */
class RelayNetworkSocketTest {
    private RelayLab call = new RelayLab(1);

    private void relay(int loops) {
        call.close();
        call = new RelayLab(loops).relaying();
    }

    @AfterEach
    void close() {
        call.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoSendsTooMuchIsHandedOnNoMoreThanFourTimesWhatIsDue(int loops) {
        relay(loops);
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < 10; j++) {
                call.one.says(8);
            }
            call.turn();
        }
        assertThat(call.other.heard.size()).isBetween(200, 600);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void jitterAndAFastClockChangeNothingInWhatIsHeard(int loops) {
        relay(loops);
        SplittableRandom random = new SplittableRandom(11);
        int packets = 3_000;
        double due = 0;
        double latest = 0;
        int sent = 0;
        for (int tick = 0; sent < packets; tick++) {
            // 300 ppm fast, each up to 80 ms late, in order.
            while (sent < packets && due <= tick) {
                call.one.says(8);
                sent++;
                latest =
                        Math.max(latest, sent * (1 - 300e-6) + (random.nextInt(10) == 0 ? 4 * random.nextDouble() : 0));
                due = latest;
            }
            call.other.says(8);
            call.turn();
        }
        assertThat(call.other.heard).hasSize(packets).noneMatch(Heard::marker);
        assertThat(steps(call.other.heard)).containsOnly(1);
        assertThat(timeSteps(call.other.heard)).containsOnly(160);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFifthOfAllLostIsAFifthMissingAndNothingElse(int loops) {
        relay(loops);
        SplittableRandom random = new SplittableRandom(12);
        int lost = 0;
        for (int i = 0; i < 1_000; i++) {
            if (i > 0 && random.nextInt(5) == 0) {
                lost++;
                call.one.far.sequence++;
                call.one.far.timestamp += 160;
            } else {
                call.one.says(8);
            }
            call.other.says(8);
            call.turn();
        }
        List<Heard> heard = call.other.heard;
        assertThat(heard).hasSize(1_000 - lost);
        int places = (heard.getLast().sequence() - heard.getFirst().sequence()) & 0xFFFF;
        assertThat(places - heard.size() + 1).isBetween(lost - 3, lost);
        for (int i = 1; i < heard.size(); i++) {
            assertThat(timeSteps(heard).get(i - 1)).isEqualTo(160 * steps(heard).get(i - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatIsTooLargeAndWhatIsNoKeyStaysHere(int loops) {
        relay(loops);
        call.one.far.send(call.one.to, 8, call.one.far.timestamp, new byte[RelayPacket.MOST_BYTES + 1]);
        call.one.far.send(call.one.to, 101, call.one.far.timestamp, new byte[] {16, 10, 0, (byte) 160});
        call.one.far.send(call.one.to, 101, call.one.far.timestamp, new byte[] {5, 10, 0});
        call.one.far.send(call.one.to, 99, call.one.far.timestamp, new byte[160]);
        call.turn();
        assertThat(call.other.heard).isEmpty();
        call.one.says(8);
        call.turn();
        assertThat(call.other.heard).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sourcesExtensionAndPaddingOfAPacketAreNotPassedOn(int loops) {
        relay(loops);
        ByteBuffer packet = ByteBuffer.allocate(12 + 4 + 8 + 160 + 4);
        packet.put((byte) 0xB1).put((byte) 8).putShort((short) call.one.far.sequence++);
        packet.putInt((int) call.one.far.timestamp).putInt(call.one.far.ssrc);
        packet.putInt(0xCAFE).putInt(0xBEDE_0001).putInt(0x1234_5678);
        packet.put(new byte[160]).put(new byte[] {0, 0, 0, 4});
        call.one.far.sendRaw(call.one.to, packet.flip());
        call.turn();
        assertThat(call.other.heard).singleElement().satisfies(heard -> assertThat(heard.payload())
                .isEqualTo(new byte[160]));
    }

    private void relayWithNoise(String formatsOfOther) {
        call.close();
        call = new RelayLab(1);
        call.one.agrees(RelayLab.offer(call.one.far, "8 13 101", RelayLab.events(101)));
        call.other.agrees(RelayLab.offer(call.other.far, formatsOfOther, RelayLab.events(97)));
        call.one.joins();
        call.other.joins();
        call.talk(10);
        assertThat(call.relays.get()).isEqualTo(1);
        call.other.heard.clear();
        call.one.far.send(call.one.to, 13, call.one.far.timestamp, new byte[] {60});
        call.one.far.timestamp += 100 * 160;
        for (int i = 0; i < 100; i++) {
            call.turn();
        }
    }

    @Test
    void comfortNoiseIsHandedOnAndThePauseAfterItIsKept() {
        relayWithNoise("8 13 97");
        assertThat(call.other.heard)
                .singleElement()
                .satisfies(noise -> assertThat(noise.type()).isEqualTo(13))
                .satisfies(noise -> assertThat(noise.payload()).containsExactly(60));
        call.talk(3);
        assertThat(steps(call.other.heard)).containsOnly(1);
        assertThat(timeSteps(call.other.heard)).containsExactly(100 * 160, 160, 160);
    }

    @Test
    void whoKnowsNoComfortNoiseIsSentNone() {
        relayWithNoise("8 97");
        assertThat(call.other.heard).isNotEmpty().allMatch(packet -> packet.type() == 8);
    }
}
