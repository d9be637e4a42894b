package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Party.State.CALLED;
import static io.ringflow.ivr.command.Party.State.OVER;
import static io.ringflow.ivr.command.Party.State.TALKING;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flow protocol 2 Connect; D4. */
class ConnectTest {

    private final FakeControl call = new FakeControl();

    private Outcome run(String attributes) {
        return Documents.command("<Connect callid='other' " + attributes + "/>").run(call);
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(call.open()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"'', BOTH", "mode='1', BOTH", "mode='2', CALLER_ONLY", "mode='3', PARTY_ONLY"})
    void theModeSaysWhoHears(String mode, String voices) {
        call.partyIs(CALLED, TALKING, OVER);
        run(mode);
        assertThat(call.did)
                .containsExactly(
                        "answer",
                        "fetch other for " + voices,
                        "wait 10 s",
                        "no deadline",
                        "connect",
                        "hang up the party");
    }

    @Test
    void whatCannotBeHadLetsWhatFollowsRun() {
        call.party.isOver();
        assertThat(run("hangupurl='left'")).isEqualTo(Outcome.next());
        assertThat(call.did).doesNotContain("connect");
    }

    @Test
    void whoDoesNotComeInTimeIsNotWaitedFor() {
        call.hears(new Heard.TimeUp());
        assertThat(run("hangupurl='left'")).isEqualTo(Outcome.next());
        assertThat(call.did).doesNotContain("connect").endsWith("hang up the party");
    }

    @Test
    void whenTheOtherHangsUpTheUrlForThatIsAsked() {
        call.partyIs(TALKING, OVER);
        call.party.hungUp = true;
        assertThat(run("hangupurl='left'")).isInstanceOfSatisfying(Outcome.Callback.class, asked -> {
            assertThat(asked.url()).isEqualTo("left");
            assertThat(asked.parameters()).containsEntry("reason", "0").containsEntry("callduration", "42");
        });
    }

    @Test
    void whenTheOtherHangsUpAndNoUrlIsThereWhatFollowsRuns() {
        call.partyIs(TALKING, OVER);
        call.party.hungUp = true;
        assertThat(run("")).isEqualTo(Outcome.next());
    }

    @Test
    void whenTheTimeIsOverTheUrlForThatIsAsked() {
        call.partyIs(TALKING).hears(new Heard.TimeUp());
        assertThat(run("calltime='9' calltimeoverurl='over'"))
                .isInstanceOfSatisfying(
                        Outcome.Callback.class, asked -> assertThat(asked.url()).isEqualTo("over"));
        assertThat(call.did).containsSubsequence("connect", "wait 9 s", "no deadline", "hang up the party");
    }
}
