package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Party.State.AUDIBLE;
import static io.ringflow.ivr.command.Party.State.CALLED;
import static io.ringflow.ivr.command.Party.State.OVER;
import static io.ringflow.ivr.command.Party.State.TALKING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.TalkTerms;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flow-protocol 3.6 and 5.4. */
class ConsultationCallTest {

    private final FakeControl call = new FakeControl();

    private Outcome run(String attributes, String inside) {
        return Documents.command(
                        "<ConsultationCall number='13800138000' " + attributes + ">" + inside + "</ConsultationCall>")
                .run(call);
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(call.open()).isZero();
    }

    /** Flow protocol 3.6 number, disnumber, timeout, nesting, party-leaves. */
    @Test
    void thePromptIsHeardUntilThePartyAnswersAndIsConnected() {
        call.partyIs(CALLED, AUDIBLE, TALKING, OVER);
        call.party.hungUp = true;
        assertThat(run("disnumber='4001234567' timeout='30'", "<Play loop='-1'>wait.wav</Play>"))
                .isEqualTo(Outcome.end(Ending.HANG_UP));
        assertThat(call.did)
                .containsExactly(
                        "answer",
                        "call 13800138000 as 4001234567 for 30 s",
                        "play wait.wav x-1",
                        "stop wait.wav",
                        "connect",
                        "hang up the party");
    }

    /** Flow protocol 3.6 ringback, timeout. */
    @Test
    void withRingbackTheFarEndsOwnSoundTakesThePlaceOfTheToneOfOurs() {
        call.partyIs(CALLED, AUDIBLE, TALKING, OVER);
        run("ringback='true'", "");
        assertThat(call.did)
                .containsExactly(
                        "answer",
                        "call 13800138000 as usual for 60 s",
                        "play the ring tone",
                        "stop the ring tone",
                        "listen",
                        "connect",
                        "hang up the party");
    }

    /** Flow protocol 3.6 unanswered. */
    @Test
    void withoutAnAnswerWhatFollowsRuns() {
        call.partyIs(OVER);
        assertThat(run("", "")).isEqualTo(Outcome.next());
    }

    /** Flow protocol 3.6 noanswerurl. */
    @Test
    void withoutAnAnswerTheUrlForThatIsAsked() {
        call.partyIs(OVER);
        assertThat(run("noanswerurl='busy?x=1'", "")).isInstanceOfSatisfying(Outcome.Callback.class, asked -> {
            assertThat(asked.url()).isEqualTo("busy?x=1");
            assertThat(asked.parameters()).containsOnlyKeys("reason").containsEntry("reason", "107486");
        });
    }

    @Test
    void whoCanNotEvenBeCalledDidNotAnswerAndNoPromptBegins() {
        call.party.isOver();
        assertThat(run("", "<Play loop='-1'>wait.wav</Play>")).isEqualTo(Outcome.next());
        assertThat(call.did).doesNotContain("play wait.wav x-1");
    }

    /** Flow protocol 3.6 hangupurl. */
    @Test
    void whenThePartyHangsUpTheUrlForThatIsTold() {
        call.partyIs(TALKING, OVER);
        call.party.hungUp = true;
        assertThat(run("hangupurl='rate'", "")).isInstanceOfSatisfying(Outcome.Callback.class, asked -> {
            assertThat(asked.url()).isEqualTo("rate");
            assertThat(asked.parameters())
                    .containsOnlyKeys("reason", "callduration")
                    .containsEntry("reason", "0")
                    .containsEntry("callduration", "42");
        });
    }

    /** Flow protocol 8.3 TripartiteTalk. */
    @Test
    void whenThePartyLeavesATalkOfThreeTheThirdTakesItsPlaceUnderTheSameTerms() {
        var third = new FakeParty(call.did, () -> {});
        third.isOver();
        third.hungUp = true;
        call.thirds.add(third);
        call.partyIs(TALKING, OVER);
        assertThat(run("hangupurl='rate' record='true'", ""))
                .isInstanceOfSatisfying(Outcome.Callback.class, asked -> assertThat(asked.parameters())
                        .containsEntry("reason", "0"));
        assertThat(call.did).endsWith("record the conversation", "hang up the party", "recorded");
    }

    @Test
    void aPartyThatWasLostIsNoHangUp() {
        call.partyIs(TALKING, OVER);
        call.party.code = "106408";
        assertThat(run("hangupurl='rate'", ""))
                .isInstanceOfSatisfying(Outcome.Callback.class, asked -> assertThat(asked.parameters())
                        .containsEntry("reason", "106408"));
    }

    /** Flow protocol 3.6 calltime, calltimeoverurl. */
    @Test
    void whenTheTimeToTalkIsOverThePartyIsHungUpAndTheUrlForThatIsAsked() {
        call.partyIs(TALKING).hears(new Heard.TimeUp());
        assertThat(run("calltime='90' calltimeoverurl='over'", ""))
                .isInstanceOfSatisfying(Outcome.Callback.class, asked -> {
                    assertThat(asked.url()).isEqualTo("over");
                    assertThat(asked.parameters()).isEmpty();
                });
        assertThat(call.did).containsSubsequence("connect", "wait 90 s", "hang up the party");
    }

    @Test
    void whenTheTimeIsOverAndThereIsNoUrlTheCallerIsHungUpToo() {
        call.partyIs(TALKING).hears(new Heard.TimeUp());
        assertThat(run("calltime='90'", "")).isEqualTo(Outcome.end(Ending.HANG_UP));
    }

    /** Flow protocol 3.6 record. */
    @Test
    void theConversationIsRecordedFromTheAnswerToItsEnd() {
        call.partyIs(CALLED, TALKING, OVER);
        run("record='true'", "");
        assertThat(call.did).endsWith("connect", "record the conversation", "recorded", "hang up the party");
    }

    @Test
    void keysOfTheCallerArePressedForTheParty() {
        call.partyIs(TALKING).keys("5#").partyIs(OVER);
        run("", "");
        assertThat(call.did).containsSubsequence("connect", "press 5", "press #");
    }

    /** Flow protocol 2 ConsultationCall; D1. */
    @Test
    void whatTheFlowOfThePartyWantsOfTheConversationTakesThePlaceOfWhatThisSays() {
        call.party.terms = Optional.of(
                new TalkTerms(true, Optional.of(Duration.ofSeconds(7)), Optional.empty(), Optional.of("theirs")));
        call.partyIs(CALLED, TALKING, OVER);
        assertThat(run("action='desk' calltime='90' hangupurl='ours'", "<Play loop='-1'>wait.wav</Play>"))
                .isInstanceOfSatisfying(
                        Outcome.Callback.class, asked -> assertThat(asked.url()).isEqualTo("theirs"));
        assertThat(call.did)
                .containsExactly(
                        "answer",
                        "then ask desk",
                        "call 13800138000 as usual for 60 s",
                        "play wait.wav x-1",
                        "stop wait.wav",
                        "connect",
                        "record the conversation",
                        "wait 7 s",
                        "no deadline",
                        "recorded",
                        "hang up the party");
    }

    @Test
    void aCallerWhoHangsUpWhileItRingsTakesThePartyAlong() {
        assertThatThrownBy(() -> run("", "<Play loop='-1'>wait.wav</Play>")).isInstanceOf(CallEnded.class);
        assertThat(call.did).endsWith("stop wait.wav", "hang up the party");
    }
}
