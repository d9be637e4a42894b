package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Party.State.AUDIBLE;
import static io.ringflow.ivr.command.Party.State.CALLED;
import static io.ringflow.ivr.command.Party.State.OVER;
import static io.ringflow.ivr.command.Party.State.TALKING;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Referral;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flow protocol 2 CallTransfer; D2. */
class CallTransferTest {

    private static final Outcome TRANSFERRED = Outcome.end(Ending.TRANSFERRED);

    private final FakeControl call = new FakeControl();

    private Outcome run(String attributes, String inside) {
        return Documents.command("<CallTransfer number='138' " + attributes + ">" + inside + "</CallTransfer>")
                .run(call);
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(call.open()).isZero();
    }

    @Test
    void theCallerHearsTheFarEndRingAndTheApplicationIsToldWhenTheyTalk() {
        call.partyIs(CALLED, AUDIBLE, TALKING, OVER);
        assertThat(run("action='moved?x=1' timeout='20'", "")).isEqualTo(TRANSFERRED);
        assertThat(call.did)
                .containsExactly(
                        "answer",
                        "call 138 as usual for 20 s",
                        "play the ring tone",
                        "stop the ring tone",
                        "listen",
                        "connect",
                        "tell moved?x=1 {number=138, mode=bridge}",
                        "connect",
                        "hang up the party");
    }

    @Test
    void aPromptIsHeardInsteadWhereThereIsOne() {
        call.partyIs(CALLED, AUDIBLE, TALKING, OVER);
        run("", "<Play loop='-1'>wait.wav</Play>");
        assertThat(call.did).contains("play wait.wav x-1").doesNotContain("play the ring tone", "listen");
    }

    @Test
    void whoDoesNotAnswerLetsWhatFollowRun() {
        call.partyIs(OVER);
        assertThat(run("action='moved'", "")).isEqualTo(Outcome.next());
        assertThat(call.did).noneMatch(what -> what.startsWith("tell"));
    }

    @Test
    void theConversationIsRecordedWhenThatIsWanted() {
        call.partyIs(TALKING, OVER);
        run("record='true'", "");
        assertThat(call.did).containsSubsequence("record the conversation", "recorded", "hang up the party");
    }

    @Test
    void aReferralThatReachesItsTargetIsTheEndOfTheFlow() {
        call.referralIs(Referral.State.UNDER_WAY, Referral.State.DONE);
        assertThat(run("mode='refer' action='moved'", "")).isEqualTo(TRANSFERRED);
        assertThat(call.did)
                .containsExactly(
                        "answer",
                        "refer to 138",
                        "wait 60 s",
                        "no deadline",
                        "no more of the referral",
                        "tell moved {number=138, mode=refer}");
    }

    @Test
    void aFarEndThatDoesNotDoSuchAThingIsBridged() {
        call.referralIs(Referral.State.REFUSED).partyIs(TALKING, OVER);
        assertThat(run("mode='refer' action='moved'", "")).isEqualTo(TRANSFERRED);
        assertThat(call.did)
                .containsSubsequence(
                        "refer to 138", "call 138 as usual for 60 s", "tell moved {number=138, mode=bridge}");
    }

    @Test
    void aFarEndThatSaysNothingInTimeIsBridged() {
        call.hears(new Heard.TimeUp()).partyIs(TALKING, OVER);
        assertThat(run("mode='refer'", "")).isEqualTo(TRANSFERRED);
        assertThat(call.did).contains("call 138 as usual for 60 s");
    }

    @Test
    void whomTheFarEndDoesNotReachIsNotCalledAgain() {
        call.referralIs(Referral.State.UNDER_WAY, Referral.State.FAILED);
        assertThat(run("mode='refer' action='moved'", "")).isEqualTo(Outcome.next());
        assertThat(call.did).noneMatch(what -> what.startsWith("call") || what.startsWith("tell"));
    }

    @Test
    void whomTheFarEndStillCallsWhenTheTimeIsOverIsNotCalledTwice() {
        call.referralIs(Referral.State.UNDER_WAY).hears(new Heard.TimeUp());
        assertThat(run("mode='refer'", "")).isEqualTo(Outcome.next());
        assertThat(call.did).noneMatch(what -> what.startsWith("call"));
    }
}
