package io.ringflow.testkit.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.net.LossRule;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RtpPeerSocketTest {
    private final RtpPeer alice = RtpPeer.open();
    private final RtpPeer bob = RtpPeer.open();

    @BeforeEach
    void connect() {
        alice.sendTo(bob.address());
        bob.sendTo(alice.address());
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    @Test
    void eachHearsTheOther() {
        alice.speak(Tone.of(440));
        bob.speak(Tone.of(880)).codec(G711.PCMU);
        step(30);
        assertThat(bob.ears().tones()).containsExactly(440);
        assertThat(alice.ears().tones()).containsExactly(880);
    }

    @Test
    void keysArriveOnceEach() {
        alice.press("0123456789*#ABCD");
        step(300);
        assertThat(alice.pressed()).isTrue();
        assertThat(bob.keysHeard()).isEqualTo("0123456789*#ABCD");
    }

    @Test
    void aKeyIsHeardThoughOnlyOneOfItsPacketsLeaves() {
        step(1);
        alice.press("7", 160, DtmfKeys.EventLoss.allBut(4));
        step(20);
        assertThat(bob.keysHeard()).isEqualTo("7");
        assertThat(bob.stats().lost()).isEqualTo(10);
    }

    @Test
    void lostPacketsAreCountedBySequence() {
        alice.through(LossRule.everyNth(4));
        step(100);
        assertThat(bob.stats().lost()).isEqualTo(24);
        assertThat(bob.stats().packets()).isEqualTo(75);
        assertThat(bob.stats().timestampSlips()).isZero();
    }

    @Test
    void doublesAndLatecomersAreCounted() {
        alice.through(LossRule.duplicate(0.1, 5).and(LossRule.reorder(0.05, 30, 6)));
        step(200);
        assertThat(bob.stats().doubled()).isBetween(10, 35);
        assertThat(bob.stats().reordered()).isBetween(4, 40);
        assertThat(bob.stats().lost()).isLessThan(3);
    }

    @Test
    void steppedPacketsAreEvenlyPaced() {
        step(50);
        assertThat(bob.stats().longestGapMillis()).isEqualTo(20);
        assertThat(bob.stats().pacingP99Millis()).isZero();
    }

    @Test
    void aSenderReportComesOnTheNextPortOrTheSame() {
        step(250);
        assertThat(bob.reports()).anyMatch(report -> report.type() == RtcpReport.SENDER && report.packetsSent() == 250);
        int before = bob.reports().size();
        alice.rtcpMux(true).report();
        bob.listen();
        assertThat(bob.reports()).hasSize(before + 2);
    }

    @Test
    void aMutedTelephoneSendsOnlyKeys() {
        alice.mute(true).press("1");
        step(40);
        assertThat(bob.stats().packets()).isEqualTo(11);
    }

    @Test
    void inRealTimeItSpeaksByItself() throws InterruptedException {
        var heard = new CountDownLatch(2);
        bob.ears().listen(window -> {
            if (window.tones().contains(440)) {
                heard.countDown();
            }
        });
        bob.run();
        alice.speak(Tone.of(440)).run();
        assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void step(int times) {
        for (int i = 0; i < times; i++) {
            alice.step();
            bob.step();
        }
        alice.listen();
        bob.listen();
    }
}
