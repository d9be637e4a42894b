package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Outcome;
import org.junit.jupiter.api.Test;

/** Flow protocol 2 JoinConf; D13: its attributes, its password and what the flow does next. */
class JoinConfTest {

    private static final String JOIN = "<JoinConf confid='12345678'/>";

    private final FakeControl call = new FakeControl();

    /** Flow protocol 4.2 confid, quiturl; 6 answer. */
    @Test
    void theFlowWaitsUntilTheMemberHasLeftThenAsksQuiturl() {
        call.hears(new Heard.ActivityEnded());
        assertThat(Documents.command(JOIN).run(call)).isInstanceOfSatisfying(Outcome.Callback.class, callback -> {
            assertThat(callback.url()).isEqualTo("left");
            assertThat(callback.parameters()).containsEntry("confid", FakeConferences.ID);
        });
        assertThat(call.did).containsExactly("answer", "join", "leave");
    }

    @Test
    void withoutQuiturlWhatFollowsRuns() {
        call.conferences.departure = FakeConferences.departure(false, "");
        call.hears(new Heard.ActivityEnded());
        assertThat(Documents.command(JOIN).run(call)).isEqualTo(Outcome.next());
    }

    @Test
    void aConferenceThatHangsItsMembersUpEndsTheCall() {
        call.conferences.departure = FakeConferences.departure(true, "left");
        call.hears(new Heard.ActivityEnded());
        assertThat(Documents.command(JOIN).run(call)).isEqualTo(Outcome.end(Ending.HANG_UP));
    }

    /** Flow protocol 4.2 failure. */
    @Test
    void anUnknownOneFallsThroughWithoutAnAnswer() {
        assertThat(Documents.command("<JoinConf confid='87654321'/>").run(call)).isEqualTo(Outcome.next());
        assertThat(call.did).isEmpty();
    }

    /** Flow protocol 4.2 failure. */
    @Test
    void aFullOneFallsThrough() {
        call.conferences.full = true;
        assertThat(Documents.command(JOIN).run(call)).isEqualTo(Outcome.next());
    }

    /** Flow protocol 4.2 role, speak. */
    @Test
    void theNestedPromptIsHeardBefore() {
        call.hears(new Heard.SoundEnded(), new Heard.ActivityEnded());
        Documents.command("<JoinConf confid='12345678' role='1' speak='0'><Play>menu.wav</Play></JoinConf>")
                .run(call);
        assertThat(call.did)
                .containsSubsequence("play menu.wav x1", "stop menu.wav", "join as chair silently", "leave");
    }

    /** Flow protocol 4.1 passwd. */
    @Test
    void theCallerIsAskedForThePasswordAndAgainWhenItIsWrong() {
        call.conferences.password = "123";
        call.keys("99#123#").hears(new Heard.ActivityEnded());
        Documents.command(JOIN).run(call);
        assertThat(call.did)
                .containsSubsequence(
                        "play conf-password.wav x1", "try 99", "play conf-password-wrong.wav x1", "try 123", "join");
        assertThat(call.open()).isZero();
    }

    /** Flow protocol 4.1 passwderrorurl. */
    @Test
    void threeWrongPasswordsLeadToPassworderrorurl() {
        call.conferences.password = "123";
        call.conferences.passwordErrorUrl = "wrong";
        call.keys("1#2#3#");
        assertThat(Documents.command(JOIN).run(call)).isInstanceOfSatisfying(Outcome.Callback.class, callback -> {
            assertThat(callback.url()).isEqualTo("wrong");
            assertThat(callback.parameters()).containsEntry("result", "105004");
        });
        assertThat(call.did).doesNotContain("join");
    }

    /** Flow protocol 4.1 passwderrorurl. */
    @Test
    void orToAHangUpIfThereIsNone() {
        call.conferences.password = "123";
        call.keys("1#2#").hears(new Heard.SoundEnded(), new Heard.TimeUp());
        assertThat(Documents.command(JOIN).run(call)).isEqualTo(Outcome.end(Ending.HANG_UP));
        assertThat(call.did).containsSubsequence("try 1", "try 2", "try ");
    }

    /** Flow protocol 4.2 passwd. */
    @Test
    void aDocumentThatKnowsThePasswordSparesTheCallerTheQuestion() {
        call.conferences.password = "123";
        call.hears(new Heard.ActivityEnded());
        Documents.command("<JoinConf confid='12345678' passwd='123'/>").run(call);
        assertThat(call.did).containsExactly("answer", "try 123", "join", "leave");
    }

    /** Flow protocol 4.2 passwd, passwderrorurl. */
    @Test
    void aDocumentThatIsWrongUsesUpTheFirstTry() {
        call.conferences.password = "123";
        call.keys("1#2#");
        assertThat(Documents.command("<JoinConf confid='12345678' passwd='9' passwderrorurl='own'/>")
                        .run(call))
                .isInstanceOfSatisfying(Outcome.Callback.class, callback -> assertThat(callback.url())
                        .isEqualTo("own"));
        assertThat(call.did).contains("try 9", "try 1", "try 2");
    }

    /** Threat W14. */
    @Test
    void aPasswordStandsInNoText() {
        assertThat(Documents.command("<JoinConf confid='1' passwd='4711'/>").toString())
                .doesNotContain("4711");
        assertThat(Documents.command("<CreateConf passwd='4711'/>").toString()).doesNotContain("4711");
    }
}
