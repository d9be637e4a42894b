package io.ringflow.media.engine;

import static io.ringflow.media.engine.RelayLab.steps;
import static io.ringflow.media.engine.RelayLab.timeSteps;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.FarEnd.Heard;
import io.ringflow.media.MediaEvent.Digit;
import io.ringflow.media.MediaEvent.DigitEnded;
import io.ringflow.media.MediaEvent.DigitSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one far end sends reaches the other as it was, on one loop and from one to another. */
class RelaySocketTest {
    private RelayLab call = new RelayLab(1);

    private void relay(int loops) {
        call.close();
        call = new RelayLab(loops).relaying();
    }

    @AfterEach
    void nothingIsLeft() {
        call.one.party.session().close();
        call.other.party.session().close();
        call.room.close();
        call.lab.turn(3);
        assertThat(call.lab.engine.openSessions()).isZero();
        assertThat(call.lab.engine.openConferences()).isZero();
        assertThat(call.relays.get()).isZero();
        call.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyPacketComesOutBitForBitOnOneStreamOfOurs(int loops) {
        relay(loops);
        List<byte[]> said = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            byte[] payload = new byte[160];
            Arrays.fill(payload, (byte) i);
            said.add(payload);
            call.one.far.send(call.one.to, 8, call.one.far.timestamp, payload);
            call.one.far.timestamp += 160;
            call.other.says(8);
            call.turn();
        }
        List<Heard> heard = call.other.heard;
        assertThat(heard).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(heard.get(i).payload()).isEqualTo(said.get(i));
        }
        assertThat(heard).allMatch(packet -> packet.type() == 8 && !packet.marker());
        assertThat(heard).extracting(Heard::ssrc).containsOnly(heard.getFirst().ssrc());
        assertThat(heard.getFirst().ssrc()).isNotEqualTo(call.one.far.ssrc);
        assertThat(steps(heard)).containsOnly(1);
        assertThat(timeSteps(heard)).containsOnly(160);
        // The other way a packet may be a tick on its way between loops.
        assertThat(call.one.heard).hasSizeBetween(99, 101);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aPacketLeavesInTheTickInWhichItWasRead(int loops) {
        relay(loops);
        call.one.says(8);
        call.turn();
        assertThat(call.other.heard).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void lossesAreGapsReorderingStaysAndARepeatedPacketComesOnce(int loops) {
        relay(loops);
        call.one.says(8);
        call.one.far.sequence += 2;
        call.one.far.timestamp += 320;
        call.one.says(8);
        call.turn();
        long late = call.one.far.timestamp;
        call.one.far.sequence++;
        call.one.far.timestamp += 160;
        call.one.says(8);
        call.one.far.sequence -= 2;
        call.one.far.send(call.one.to, 8, late, new byte[160]);
        call.one.far.sequence--;
        call.one.far.send(call.one.to, 8, late, new byte[160]);
        call.one.far.sequence++;
        call.turn();
        List<Heard> heard = call.other.heard;
        assertThat(steps(heard)).containsExactly(3, 2, 0xFFFF);
        assertThat(timeSteps(heard)).containsExactly(480, 320, -160);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anotherSourceGoesOnOnTheSameStream(int loops) {
        relay(loops);
        call.one.says(8);
        call.turn();
        call.one.far.ssrc = 0x99;
        call.one.far.sequence = 7;
        call.one.far.timestamp = 1;
        for (int i = 0; i < 10; i++) {
            call.one.says(8);
            call.turn();
        }
        List<Heard> heard = call.other.heard;
        // The first packet of a stranger is on probation.
        assertThat(heard).hasSize(10);
        assertThat(heard).extracting(Heard::ssrc).containsOnly(heard.getFirst().ssrc());
        assertThat(steps(heard)).containsOnly(1);
        assertThat(timeSteps(heard)).allMatch(step -> step == 160 || step == 320);
        assertThat(heard.stream().filter(Heard::marker)).hasSize(1);
    }

    private void presses(int type, int packets) {
        for (int i = 1; i <= packets + 2; i++) {
            int duration = 160 * Math.min(i, packets);
            byte end = (byte) (i >= packets ? 0x8A : 0x0A);
            byte[] event = {5, end, (byte) (duration >> 8), (byte) duration};
            call.one.far.send(call.one.to, type, call.one.far.timestamp, event);
            call.other.says(8);
            call.turn();
        }
        call.one.far.timestamp += 160L * packets;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aDigitIsHandedOnWithItsTimestampDurationsAndEndAndToldAsCarried(int loops) {
        relay(loops);
        call.one.says(8);
        call.turn();
        presses(101, 23);
        call.one.says(8);
        call.turn();
        List<Heard> heard = call.other.heard;
        assertThat(heard).hasSize(1 + 25 + 1);
        assertThat(steps(heard)).containsOnly(1);
        List<Heard> events = heard.subList(1, 26);
        assertThat(events).allMatch(packet -> packet.type() == 97);
        long before = heard.getFirst().timestamp();
        assertThat(events)
                .extracting(Heard::timestamp)
                .as("one timestamp per event, where the audio was")
                .containsOnly((before + 160) & 0xFFFF_FFFFL);
        assertThat(events)
                .extracting(packet -> (packet.payload()[2] & 0xFF) << 8 | packet.payload()[3] & 0xFF)
                .startsWith(160, 320, 480)
                .endsWith(3520, 3680, 3680, 3680);
        assertThat(events.stream().filter(packet -> packet.payload()[1] == (byte) 0x8A))
                .hasSize(3);
        assertThat(heard.getLast().timestamp()).isEqualTo((before + 160 + 23 * 160) & 0xFFFF_FFFFL);
        assertThat(call.one.party.events(Digit.class))
                .containsExactly(
                        new Digit('5', DigitSource.RFC4733, startOf(call.one.party.events(Digit.class)), true));
        assertThat(call.one.party.events(DigitEnded.class))
                .extracting(DigitEnded::durationMillis)
                .containsExactly(460);
        assertThat(call.other.party.events(Digit.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aPressThatBeganBeforeTheyWereJoinedIsNotForTheOther(int loops) {
        call.close();
        call = new RelayLab(loops);
        call.one.agrees(RelayLab.offer(call.one.far, "8 101", RelayLab.events(101)));
        call.other.agrees(RelayLab.offer(call.other.far, "8 97", RelayLab.events(97)));
        call.one.says(8);
        call.turn();
        byte[] begun = {5, 0x0A, 0, (byte) 160};
        call.one.far.send(call.one.to, 101, call.one.far.timestamp, begun);
        call.turn();
        call.one.joins();
        call.other.joins();
        presses(101, 20);
        assertThat(call.relays.get()).isEqualTo(1);
        assertThat(call.other.heard).noneMatch(packet -> packet.type() == 97);
        presses(101, 8);
        assertThat(call.other.heard.stream().filter(packet -> packet.type() == 97))
                .hasSize(10);
        assertThat(call.one.party.events(Digit.class))
                .extracting(Digit::carried)
                .containsExactly(false, true);
    }

    private static int startOf(List<Digit> digits) {
        return digits.getFirst().startMillis();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aPressKnownBySignallingIsNotHandedOnToo(int loops) {
        relay(loops);
        call.one.party.session().digitBySignalling('5', 160);
        call.turn();
        presses(101, 8);
        assertThat(call.other.heard).noneMatch(packet -> packet.type() == 97);
        assertThat(call.one.party.events(Digit.class))
                .singleElement()
                .extracting(Digit::carried)
                .isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFarEndWithoutEventsIsNotGivenAnyAndTheRuntimeIsToldThat(int loops) {
        call.close();
        call = new RelayLab(loops);
        call.one.agrees(RelayLab.offer(call.one.far, "8 101", RelayLab.events(101)));
        call.other.agrees(RelayLab.offer(call.other.far, "8"));
        call.one.joins();
        call.other.joins();
        call.talk(10);
        // Its keys are listened for in its sound, which must not reach the other side.
        assertThat(call.relays.get()).isZero();
        presses(101, 8);
        assertThat(call.one.party.events(Digit.class))
                .singleElement()
                .extracting(Digit::carried)
                .isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void afterHalfASecondOfNothingTheFarEndHearsSilenceAndThenTheOtherAgain(int loops) {
        relay(loops);
        call.talk(5);
        int before = call.other.heard.size();
        for (int i = 0; i < 40; i++) {
            call.turn();
        }
        assertThat(call.other.heard.size() - before).isBetween(13, 17);
        call.one.far.timestamp += 40 * 160;
        call.talk(5);
        assertThat(steps(call.other.heard)).containsOnly(1);
        assertThat(timeSteps(call.other.heard)).allMatch(step -> step > 0);
        long time = call.other.heard.getLast().timestamp()
                - call.other.heard.getFirst().timestamp();
        assertThat(time / 160.0).isBetween(47.0, 51.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void reportsAndFiguresAreEachLegsOwn(int loops) {
        relay(loops);
        long sent = call.other.party.session().stats().packetsSent();
        for (int i = 0; i < 500; i++) {
            if (i % 10 == 0) {
                call.one.far.sequence++;
                call.one.far.timestamp += 160;
            }
            call.one.says(8);
            call.other.says(8);
            call.turn();
        }
        assertThat(call.one.party.session().stats().packetsLost()).isBetween(45L, 50L);
        assertThat(call.other.party.session().stats().packetsLost()).isZero();
        assertThat(call.other.party.session().stats().packetsSent() - sent).isBetween(440L, 560L);
        assertThat(call.one.party.session().stats().quality().listening()).isPositive();
    }
}
