package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.EndReason.Cause;
import org.junit.jupiter.api.Test;

/** Flow-protocol 3.6: what becomes of a party that is called, of its leg, its port and its place on the trunk. */
class ConsultedPartyTest {

    private final CallBench bench = new CallBench();

    private void consult(String attributes) {
        bench.app.answers(
                "startservice", "<ConsultationCall number='138-0013' " + attributes + "/><Pause length='1'/>");
        bench.dial();
    }

    private void partyEnds(Cause cause) {
        bench.carrier.leg().ends(cause);
        bench.settle();
    }

    /** Flow protocol 3.6 disnumber. */
    @Test
    void itIsCalledAsTheNumberThatTheCallerDialledUnlessAnotherIsWanted() {
        consult("");
        assertThat(bench.carrier.called.getFirst().uri()).isEqualTo("sip:1380013@carrier.example");
        assertThat(bench.carrier.called.getFirst().identity().from())
                .isEqualTo("sip:" + CallBench.NUMBER + "@carrier.example");
        bench.leg.callerHangsUp();
        bench.settle();
        assertThat(bench.over()).isTrue();
    }

    @Test
    void itIsGivenUpWithTheRingTimeAlsoWhenNothingAtAllIsHeard() {
        consult("timeout='10'");
        var target = bench.carrier.called.getFirst();
        assertThat(target.ringing().toSeconds()).isEqualTo(10);
        assertThat(target.firstResponse().toSeconds()).isEqualTo(10);
        partyEnds(Cause.NOT_REACHED);
        bench.seconds(1);
        assertThat(bench.over()).isTrue();
    }

    @Test
    void whoeverEndsItItsLegPortAndPlaceAreFree() {
        for (var cause : new Cause[] {Cause.CALLEE_BUSY, Cause.NO_ANSWER, Cause.NOT_REACHED, Cause.TRANSPORT_FAILED}) {
            var fresh = new ConsultedPartyTest();
            fresh.consult("");
            assertThat(fresh.bench.trunks.calls("carrier")).isEqualTo(1);
            fresh.partyEnds(cause);
            assertThat(fresh.bench.trunks.calls("carrier")).isZero();
            assertThat(fresh.bench.media.closed.get()).isEqualTo(1);
            fresh.bench.seconds(2);
            assertThat(fresh.bench.over()).isTrue();
            assertThat(fresh.bench.facts.told).contains("party of carrier ended: " + cause + " after 0 s");
            assertThat(fresh.bench.facts.told).contains("ran Pause");
        }
    }

    @Test
    void aCallerWhoHangsUpHangsItUpOnceWithTheSameReason() {
        consult("");
        bench.leg.callerHangsUp();
        bench.settle();
        assertThat(bench.carrier.leg().said).containsExactly("BYE");
        assertThat(bench.carrier.leg().reasons.getFirst().cause()).isEqualTo(Cause.CALLER_HUNG_UP);
        assertThat(bench.trunks.calls("carrier")).isZero();
        assertThat(bench.over()).isTrue();
    }

    @Test
    void whatNoTrunkServesOrHasRoomForRunsOn() {
        bench.app.answers("startservice", "<ConsultationCall number='99'/><Pause length='1'/>");
        bench.dial();
        bench.seconds(2);
        assertThat(bench.carrier.called).isEmpty();
        assertThat(bench.facts.told).contains("party of none ended: NO_SUCH_NUMBER after 0 s");
        assertThat(bench.over()).isTrue();
    }

    @Test
    void aFaultOfMediaAtTheBridgeEndsTheCallAndLeavesNothing() {
        consult("");
        bench.carrier.leg().acknowledge();
        bench.settle();
        // The bench has no rooms: what opens one throws.
        assertThat(bench.over()).isTrue();
        assertThat(bench.carrier.leg().said).containsExactly("BYE");
        assertThat(bench.trunks.calls("carrier")).isZero();
        assertThat(bench.summary().secondLeg()).isPresent();
    }
}
