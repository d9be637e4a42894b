package io.ringflow.media.rtp;

import static io.ringflow.media.rtp.RemoteLatch.Verdict.ACCEPT;
import static io.ringflow.media.rtp.RemoteLatch.Verdict.LATCHED;
import static io.ringflow.media.rtp.RemoteLatch.Verdict.REFUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.MediaConfig.SymmetricRtp;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class RemoteLatchTest {
    private static final InetSocketAddress SIGNALLED = new InetSocketAddress("192.0.2.1", 4000);
    private static final InetSocketAddress OTHER_PORT = new InetSocketAddress("192.0.2.1", 4002);
    private static final InetSocketAddress NAT = new InetSocketAddress("198.51.100.7", 30_000);
    private static final InetSocketAddress NAT_LATER = new InetSocketAddress("198.51.100.7", 30_700);
    private static final InetSocketAddress STRANGER = new InetSocketAddress("203.0.113.9", 5000);

    private final RemoteLatch latch = latch(SymmetricRtp.AUTO);
    private int sequence;

    private static RemoteLatch latch(SymmetricRtp mode) {
        RemoteLatch latch = new RemoteLatch(mode);
        latch.signalled(SIGNALLED, 0);
        return latch;
    }

    private RemoteLatch.Verdict from(InetSocketAddress source, int tick) {
        return latch.judge(source, 1, sequence++, true, tick);
    }

    @Test
    void beforeAnyPacketWeSendWhereWeWereTold() {
        assertThat(latch.target()).isEqualTo(SIGNALLED);
        assertThat(latch.settled(0)).isFalse();
    }

    @Test
    void theSignalledAddressLatchesAtOnce() {
        assertThat(from(SIGNALLED, 1)).isEqualTo(LATCHED);
        assertThat(from(SIGNALLED, 2)).isEqualTo(ACCEPT);
        assertThat(latch.settled(2)).isTrue();
    }

    @Test
    void anotherPortOfTheSignalledHostMustShowFourPacketsHoweverLate() {
        for (int i = 0; i < 3; i++) {
            assertThat(from(OTHER_PORT, 1000)).isEqualTo(REFUSE);
        }
        assertThat(latch.target()).isEqualTo(SIGNALLED);
        assertThat(from(OTHER_PORT, 1000)).isEqualTo(LATCHED);
        assertThat(latch.target()).isEqualTo(OTHER_PORT);
    }

    /** A port of the same host may be another call's: of a trunk, or the last one at our port. */
    @Test
    void theSignalledAddressDisplacesAnotherPortOfItsHostAndNotTheOtherWay() {
        for (int i = 0; i < 4; i++) {
            from(OTHER_PORT, 1);
        }
        assertThat(latch.target()).isEqualTo(OTHER_PORT);
        assertThat(latch.settled(1)).isFalse();
        assertThat(from(SIGNALLED, 2)).isEqualTo(LATCHED);
        assertThat(latch.settled(2)).isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(from(OTHER_PORT, 3)).isEqualTo(REFUSE);
        }
        assertThat(latch.target()).isEqualTo(SIGNALLED);
    }

    @Test
    void anotherHostMustShowFourPacketsInSequence() {
        assertThat(from(NAT, 1)).isEqualTo(REFUSE);
        assertThat(from(NAT, 2)).isEqualTo(REFUSE);
        assertThat(from(NAT, 3)).isEqualTo(REFUSE);
        assertThat(latch.target()).isEqualTo(SIGNALLED);
        assertThat(from(NAT, 4)).isEqualTo(LATCHED);
        assertThat(latch.target()).isEqualTo(NAT);
    }

    @Test
    void aGapInTheSequenceStartsTheCountAgain() {
        from(NAT, 1);
        from(NAT, 1);
        from(NAT, 1);
        sequence++;
        assertThat(from(NAT, 2)).isEqualTo(REFUSE);
    }

    @Test
    void twoStrangersInTurnNeverLatch() {
        for (int i = 0; i < 20; i++) {
            assertThat(from(NAT, i)).isEqualTo(REFUSE);
            assertThat(from(STRANGER, i)).isEqualTo(REFUSE);
        }
    }

    @Test
    void packetsOfTypesNotNegotiatedDoNotLatch() {
        for (int i = 0; i < 10; i++) {
            assertThat(latch.judge(NAT, 1, i, false, 1)).isEqualTo(REFUSE);
        }
    }

    @Test
    void afterFiveSecondsAnotherHostIsRefusedForEver() {
        for (int i = 0; i < 100; i++) {
            assertThat(from(STRANGER, 250 + i)).isEqualTo(REFUSE);
        }
        assertThat(latch.target()).isEqualTo(SIGNALLED);
    }

    @Test
    void aLatchIsNotTakenOver() {
        from(SIGNALLED, 1);
        for (int i = 0; i < 100; i++) {
            assertThat(from(STRANGER, 2)).isEqualTo(REFUSE);
        }
        assertThat(latch.target()).isEqualTo(SIGNALLED);
    }

    @Test
    void theSignalledHostDisplacesAnotherWithinTheWindow() {
        latchNat();
        assertThat(latch.settled(10)).isFalse();
        assertThat(from(SIGNALLED, 20)).isEqualTo(LATCHED);
        assertThat(from(NAT, 21)).isEqualTo(REFUSE);
    }

    @Test
    void afterTheWindowALatchToAnotherHostIsSettled() {
        latchNat();
        assertThat(latch.settled(250)).isTrue();
        assertThat(from(SIGNALLED, 251)).isEqualTo(REFUSE);
    }

    @Test
    void afterSilenceAnotherPortOfTheSameHostIsFollowedAndNoStranger() {
        latchNat();
        latch.silent();
        for (int i = 0; i < 10; i++) {
            assertThat(from(STRANGER, 400)).isEqualTo(REFUSE);
        }
        from(NAT_LATER, 401);
        from(NAT_LATER, 402);
        from(NAT_LATER, 403);
        assertThat(from(NAT_LATER, 404)).isEqualTo(LATCHED);
        assertThat(latch.target()).isEqualTo(NAT_LATER);
    }

    @Test
    void aSourceThatFellSilentGivesWayToNoStrangerWithoutANewNegotiation() {
        latchNat();
        latch.silent();
        for (int i = 0; i < 10; i++) {
            assertThat(from(STRANGER, 60 + i)).isEqualTo(REFUSE);
        }
        latch.signalled(SIGNALLED, 100);
        for (int i = 0; i < 3; i++) {
            assertThat(from(STRANGER, 101)).isEqualTo(REFUSE);
        }
        assertThat(from(STRANGER, 101)).isEqualTo(LATCHED);
    }

    @Test
    void afterSilenceTheSignalledHostIsHeardAgain() {
        latchNat();
        latch.silent();
        assertThat(from(SIGNALLED, 400)).isEqualTo(LATCHED);
    }

    @Test
    void aNewAddressVoidsTheLatch() {
        latchNat();
        latch.signalled(STRANGER, 1000);
        assertThat(latch.target()).isEqualTo(STRANGER);
        assertThat(from(STRANGER, 1001)).isEqualTo(LATCHED);
    }

    @Test
    void theSameAddressAgainKeepsTheLatch() {
        latchNat();
        latch.signalled(SIGNALLED, 1000);
        assertThat(latch.target()).isEqualTo(NAT);
        assertThat(from(NAT, 1001)).isEqualTo(ACCEPT);
    }

    @Test
    void holdByAnUnspecifiedAddressSendsNowhereAndResumeComesBack() {
        latchNat();
        latch.signalled(new InetSocketAddress("0.0.0.0", 4000), 300);
        assertThat(latch.target()).isEqualTo(RemoteLatch.NOWHERE);
        assertThat(latch.settled(600)).isFalse();
        latch.signalled(SIGNALLED, 700);
        assertThat(latch.target()).isEqualTo(NAT);
    }

    @Test
    void offHearsTheSignalledHostOnlyAndSendsToTheSignalledPort() {
        RemoteLatch off = latch(SymmetricRtp.OFF);
        assertThat(off.judge(OTHER_PORT, 1, 1, true, 1)).isEqualTo(ACCEPT);
        assertThat(off.judge(STRANGER, 1, 1, true, 1)).isEqualTo(REFUSE);
        assertThat(off.target()).isEqualTo(SIGNALLED);
        assertThat(off.settled(1000)).isFalse();
    }

    @Test
    void onWaitsForFourPacketsHoweverLateAndSendsThere() {
        RemoteLatch on = latch(SymmetricRtp.ON);
        assertThat(on.target()).isEqualTo(RemoteLatch.NOWHERE);
        for (int i = 0; i < 3; i++) {
            assertThat(on.judge(NAT, 1, i, true, 900)).isEqualTo(REFUSE);
        }
        assertThat(on.judge(NAT, 2, 3, true, 900)).as("another SSRC").isEqualTo(REFUSE);
        assertThat(on.target()).isEqualTo(RemoteLatch.NOWHERE);
        for (int i = 4; i < 7; i++) {
            on.judge(NAT, 2, i, true, 900);
        }
        assertThat(on.target()).isEqualTo(NAT);
        assertThat(on.judge(STRANGER, 1, 1, true, 901)).isEqualTo(REFUSE);
    }

    @Test
    void reportsAreBelievedFromKnownHostsOnly() {
        latchNat();
        assertThat(latch.knows(NAT_LATER)).isTrue();
        assertThat(latch.knows(OTHER_PORT)).isTrue();
        assertThat(latch.knows(STRANGER)).isFalse();
    }

    private void latchNat() {
        for (int i = 0; i < 4; i++) {
            from(NAT, 5);
        }
        assertThat(latch.target()).isEqualTo(NAT);
    }
}
