package io.ringflow.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.SipObserver;
import io.ringflow.sip.stack.FakeRequest;
import io.ringflow.sip.stack.FakeSipStack;
import io.ringflow.testkit.time.FakeTime;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LegRegistryTest {
    private final FakeTime time = new FakeTime();
    private final LegRegistry legs = new LegRegistry(time);
    private final LegContext context = new LegContext(
            () -> new FakeSipStack(request -> {}),
            new Lanes(),
            time,
            time,
            SipObserver.NONE,
            RandomGenerator.getDefault(),
            legs);

    @Test
    void aLegIsFoundByItsDialogAndByItsInvite() {
        InboundLeg leg = added("1", FakeRequest.of("INVITE"));

        assertThat(legs.inDialog(FakeRequest.of("BYE").toTag("ours").cseq(2))).containsSame(leg);
        assertThat(legs.inDialog(FakeRequest.of("BYE").cseq(2))).isEmpty();
        assertThat(legs.byInvite(FakeRequest.of("CANCEL"))).containsSame(leg);
        assertThat(legs.byInvite(FakeRequest.of("CANCEL").cseq(2))).isEmpty();
    }

    @Test
    void anIdInUseIsNotTakenTwice() {
        added("1", FakeRequest.of("INVITE"));

        assertThat(legs.add(leg("1", FakeRequest.of("INVITE").callId("call-2"))))
                .isFalse();
        assertThat(legs.size()).isEqualTo(1);
        assertThat(legs.knows(FakeRequest.of("INVITE").callId("call-2"))).isFalse();
    }

    @Test
    void aLegThatIsGoneIsRememberedAsLongAsItsTransactionMayLive() {
        InboundLeg leg = added("1", FakeRequest.of("INVITE"));

        legs.remove(leg);

        assertThat(legs.size()).isZero();
        assertThat(legs.wasKnown(FakeRequest.of("CANCEL"))).isTrue();
        time.advance(Duration.ofSeconds(33));
        assertThat(legs.wasKnown(FakeRequest.of("CANCEL"))).isFalse();
        assertThat(legs.knows(FakeRequest.of("INVITE"))).isFalse();
    }

    @Test
    void whoWaitsForTheEndIsToldWhenTheLastLegIsGone() {
        InboundLeg first = added("1", FakeRequest.of("INVITE"));
        InboundLeg second = added("2", FakeRequest.of("INVITE").callId("call-2"));
        var empty = legs.whenEmpty();

        legs.remove(first);
        assertThat(empty).isNotDone();
        legs.remove(second);
        assertThat(empty).isDone();
        assertThat(legs.whenEmpty()).isDone();
    }

    @Test
    void theLaddersOfTheLatestLegsAreKeptAndNoMore() {
        for (int number = 0; number < 201; number++) {
            legs.remove(added("leg" + number, FakeRequest.of("INVITE").callId("call-" + number)));
        }

        assertThat(legs.ladder("leg0")).isEmpty();
        assertThat(legs.ladder("leg1")).isPresent();
    }

    private InboundLeg added(String id, FakeRequest invite) {
        InboundLeg leg = leg(id, invite);
        assertThat(legs.add(leg)).isTrue();
        return leg;
    }

    private InboundLeg leg(String id, FakeRequest invite) {
        return new InboundLeg(id, "ours", invite, context);
    }
}
