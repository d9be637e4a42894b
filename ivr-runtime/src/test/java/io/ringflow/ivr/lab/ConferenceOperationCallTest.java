package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.ivr.room.RoomState;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application does to a conference of two, by sound (flow-protocol 8.5). */
class ConferenceOperationCallTest {

    private static final int LOW = TwoInConference.LOW;
    private static final int HIGH = TwoInConference.HIGH;
    private static final Duration SOON = Duration.ofSeconds(3);

    @TempDir
    Path dir;

    private TwoInConference conference;
    private CallLab lab;
    private String confId;
    private Phone one;
    private Phone two;

    @BeforeEach
    void start() {
        conference = new TwoInConference(
                dir,
                "quiturl='left'",
                request -> FlowReply.response(
                        request.name().equals("left") ? "<Play>goodbye.wav</Play><Hangup/>" : "<CmdNone/>"));
        lab = conference.lab();
        confId = conference.id();
        one = conference.one();
        two = conference.two();
    }

    @AfterEach
    void nothingIsLeft() {
        conference.close();
    }

    /** Flow protocol 8.5 ConfMute, ConfUnMute. */
    @Test
    void oneWhoIsMutedIsNotHeardUntilHeMaySpeakAgain() {
        run(new RoomOperation.Mute(confId, callId(1), "muted"));
        lab.until("silent", SOON, () -> !one.hears(HIGH));
        assertThat(two.hears(LOW)).isTrue();
        lab.until("told", SOON, () -> lab.told("muted").size() == 1);
        assertThat(lab.told("muted").getFirst().params())
                .containsEntry("notifytype", "4")
                .containsEntry("result", "0");
        run(new RoomOperation.Unmute(confId, callId(1), ""));
        lab.until("heard", SOON, () -> one.hears(HIGH));
        conference.hangUp();
    }

    /** Flow protocol 8.5 ConfMemberPause, ConfMemberResume. */
    @Test
    void oneWhoIsPausedNeitherHearsNorIsHeard() {
        run(new RoomOperation.Pause(confId, callId(1), ""));
        lab.until("apart", SOON, () -> !one.hears(HIGH) && !two.hears(LOW));
        run(new RoomOperation.Resume(confId, callId(1), true, ""));
        lab.until("together", SOON, () -> one.hears(HIGH) && two.hears(LOW));
        conference.hangUp();
    }

    /** Flow protocol 6 playcompleteurl; 8.5 ConfPlay. */
    @Test
    void allHearAFileBesideEachOtherAndItsEndIsTold() {
        run(new RoomOperation.Play(confId, "menu.wav", 1, "", "heard"));
        int menu = CallLab.PROMPTS.get("menu.wav");
        lab.until("play", SOON, () -> one.hears(menu) && one.hears(HIGH) && two.hears(menu) && two.hears(LOW));
        lab.until("told", SOON, () -> lab.told("heard").size() == 1);
        assertThat(lab.told("heard").getFirst().params())
                .containsEntry("state", "11")
                .containsEntry("confid", confId);
        conference.hangUp();
    }

    /** Flow protocol 8.5 QuitConf. */
    @Test
    void oneWhoIsSentOutGoesOnAtQuiturl() {
        run(new RoomOperation.Quit(confId, callId(1), ""));
        lab.hears(two, "goodbye.wav");
        lab.isHungUp(two);
        assertThat(lab.told("left")).singleElement().satisfies(left -> assertThat(left.params())
                .containsEntry("reason", "1")
                .containsEntry("number", "1150"));
        lab.until("alone", SOON, () -> !one.hears(HIGH));
        one.hangsUp();
    }

    /** Flow protocol 8.5 DismissConf. */
    @Test
    void aDismissedConferenceHangsItsMembersUpIfThatIsWanted() {
        run(new RoomOperation.Dismiss(confId, "", "deleted", true, "", ""));
        lab.isHungUp(one);
        lab.isHungUp(two);
        lab.until("told", SOON, () -> lab.told("deleted").size() == 1);
        assertThat(lab.told("left")).isEmpty();
    }

    private void run(RoomOperation operation) {
        lab.server().conferences().run(lab.application(), operation);
    }

    private String callId(int member) {
        RoomState state = lab.server().conferences().query(lab.application(), confId, "");
        return state.members().get(member).callId();
    }
}
