package io.ringflow.ivr.room;

import static io.ringflow.ivr.room.RoomBench.refused;
import static io.ringflow.ivr.room.RoomPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.room.RoomOperation.Alarm;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an application does to its conferences, and what it is told of it (flow-protocol 6, 8.5, D14, D16). */
class RoomOperationsTest {

    private final RoomBench bench = new RoomBench();
    private final String id = bench.create(
            plan("maxmember", "4", "mediaopturl", "media", "quiturl", "left", "delreporturl", "gone", "joinurl", "in"));

    @AfterEach
    void nothingWaitsForWhatIsOver() {
        bench.table.close();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    /** Flow protocol 6 joinurl; D14. */
    @Test
    void whoJoinsIsToldWithTheTime() {
        bench.join(id, "1");
        assertThat(bench.told("in"))
                .singleElement()
                .asString()
                .isEqualTo("{appid=app, confid=" + id
                        + ", callid=1, number=1381, role=0, jointime=20260105090000, result=0}");
    }

    /** Flow protocol 4.2 joinurl, quiturl; 8.5 QuitConf. */
    @Test
    void aMembersOwnUrlsComeFirst() {
        var seat = bench.join(id, "1", new JoinWish(false, true, "myin", "myout"));
        bench.run(new RoomOperation.Quit(id, "1", ""));
        assertThat(bench.urls()).containsExactly("myin", "gone");
        assertThat(seat.departed())
                .hasValueSatisfying(how -> assertThat(how.url()).isEqualTo("myout"));
    }

    @Test
    void theFifthOfFourIsRefused() {
        for (var call : "1234".split("")) bench.join(id, call);
        refused(RoomError.FULL, () -> bench.join(id, "5"));
        assertThat(bench.facts).contains("refused FULL");
    }

    @Test
    void whatIsNotTheApplicationsOwnDoesNotExist() {
        refused(RoomError.NO_SUCH_CONFERENCE, () -> bench.table.door(bench.other, id));
        refused(RoomError.NO_SUCH_CONFERENCE, () -> bench.table.query(bench.other, id, ""));
        refused(
                RoomError.NO_SUCH_CONFERENCE,
                () -> bench.table.run(bench.other, new RoomOperation.Dismiss(id, "", "", false, "", "")));
        assertThat(bench.table.all(bench.other)).isEmpty();
        assertThat(bench.table.all(bench.app)).hasSize(1);
    }

    /** Flow protocol 4.1 mediaopturl; 6 mediaopturl, notifytype; 8.5 ConfMute, ConfUnMute. */
    @Test
    void aMemberIsMutedAndMayBeHeardAgain() {
        bench.join(id, "1");
        bench.run(new RoomOperation.Mute(id, "1", "did"));
        assertThat(state().members()).singleElement().matches(member -> !member.speaks() && member.hears());
        bench.run(new RoomOperation.Unmute(id, "1", ""));
        assertThat(state().members()).singleElement().matches(RoomState.Member::speaks);
        assertThat(bench.sound.getFirst().did).containsSubsequence("in 1 speaks", "1 listens", "1 speaks");
        assertThat(bench.told("did")).singleElement().asString().endsWith("callid=1, notifytype=4, result=0}");
        assertThat(bench.told("media")).singleElement().asString().endsWith("callid=1, notifytype=14, result=0}");
    }

    /** Flow protocol 6 notifytype; 8.5 ConfMemberPause, ConfMemberResume. */
    @Test
    void oneWhoIsPausedNeitherHearsNorIsHeardAndResumesSilentUnlessToldOtherwise() {
        bench.join(id, "1");
        bench.run(new RoomOperation.Pause(id, "1", ""));
        assertThat(state().members()).singleElement().matches(member -> !member.speaks() && !member.hears());
        bench.run(new RoomOperation.Resume(id, "1", false, ""));
        assertThat(state().members()).singleElement().matches(member -> !member.speaks() && member.hears());
        bench.run(new RoomOperation.Resume(id, "1", true, ""));
        assertThat(state().members()).singleElement().matches(RoomState.Member::speaks);
        assertThat(bench.told("media"))
                .extracting(said -> said.get("notifytype"))
                .containsExactly("5", "15", "15");
    }

    @Test
    void whatIsDoneToOneWhoIsNotInIsRefusedAndTold() {
        refused(RoomError.NO_SUCH_MEMBER, () -> bench.run(new RoomOperation.Mute(id, "1", "did")));
        assertThat(bench.told("did")).singleElement().asString().endsWith("callid=1, notifytype=4, result=105003}");
    }

    /** Flow protocol 6 playcompleteurl, notifytype; 8.5 ConfPlay. */
    @Test
    void aFilePlaysInPlaceOfTheOneBeforeAndItsEndIsTold() {
        bench.join(id, "1");
        bench.run(new RoomOperation.Play(id, "over.wav", -1, "did", "never"));
        bench.run(new RoomOperation.Play(id, "music.wav", 2, "did", "heard"));
        assertThat(bench.sound.getFirst().did).endsWith("play over.wav x-1", "stop over.wav", "play music.wav x2");
        assertThat(state().playing()).isTrue();
        bench.seconds(6);
        assertThat(state().playing()).isFalse();
        assertThat(bench.told("did")).hasSize(2).first().asString().endsWith("notifytype=1, state=1, result=0}");
        assertThat(bench.told("heard")).singleElement().asString().endsWith("notifytype=1, state=11, result=0}");
        assertThat(bench.told("never")).isEmpty();
    }

    /** Flow protocol 6 notifytype; 8.5 ConfStopPlay. */
    @Test
    void aFileThatIsMissingIsRefusedAndTheOneBeforeGoesOn() {
        bench.run(new RoomOperation.Play(id, "over.wav", -1, "", ""));
        refused(RoomError.NO_SUCH_PROMPT, () -> bench.run(new RoomOperation.Play(id, "no.wav", 1, "did", "heard")));
        assertThat(bench.told("did")).singleElement().asString().endsWith("notifytype=1, result=105009}");
        assertThat(state().playing()).isTrue();
        bench.run(new RoomOperation.StopPlay(id, "stopped"));
        assertThat(bench.told("stopped")).singleElement().asString().endsWith("notifytype=11, state=11, result=0}");
        refused(RoomError.NOTHING_PLAYS, () -> bench.run(new RoomOperation.StopPlay(id, "")));
    }

    /** Flow protocol 6 notifytype; 8.5 ConfVolumeAdjust. */
    @Test
    void louderAndSofterIsForAllAlsoForThoseWhoComeLater() {
        bench.join(id, "1");
        bench.run(new RoomOperation.Volume(id, true, ""));
        bench.run(new RoomOperation.Volume(id, true, ""));
        bench.join(id, "2");
        bench.run(new RoomOperation.Volume(id, false, ""));
        assertThat(bench.sound.getFirst().did)
                .containsSubsequence("1 hears at 3.0", "1 hears at 6.0", "2 hears at 6.0", "1 hears at 3.0");
        assertThat(bench.told("media"))
                .extracting(said -> said.get("notifytype"))
                .containsExactly("3", "3", "13");
        for (int i = 0; i < 20; i++) bench.run(new RoomOperation.Volume(id, true, ""));
        assertThat(bench.sound.getFirst().did).endsWith("1 hears at 18.0", "2 hears at 18.0");
    }

    /** Flow protocol 6 delurl; 8.5 DismissConf. */
    @Test
    void aDismissedConferenceSendsAllOutAndTellsWhereItWasAsked() {
        var seat = bench.join(id, "1");
        bench.run(new RoomOperation.Dismiss(id, "did", "del", false, "elsewhere", ""));
        assertThat(seat.departed()).hasValueSatisfying(how -> {
            assertThat(how.url()).isEqualTo("elsewhere");
            assertThat(how.reason()).isEqualTo(Departure.Reason.DISMISSED);
        });
        assertThat(bench.urls()).containsExactly("in", "del", "did");
        assertThat(bench.sound.getFirst().did).endsWith("out 1");
        refused(RoomError.NO_SUCH_CONFERENCE, () -> bench.run(new RoomOperation.StopPlay(id, "")));
    }

    /** Flow protocol 4.2 role. */
    @Test
    void theChairIsTakenByWhoAskedForItLast() {
        bench.join(id, "1", new JoinWish(true, true, "", ""));
        bench.join(id, "2", new JoinWish(true, false, "", ""));
        assertThat(state().members()).extracting(RoomState.Member::chair).containsExactly(false, true);
        assertThat(bench.sound.getFirst().did).contains("in 2 listens");
    }

    /** Flow protocol 6 clockurl, delurl; 8.5 ConfAlarmClock. */
    @Test
    void anAlarmClockTellsPlaysOrDismisses() {
        bench.join(id, "1");
        alarm(Alarm.NOTIFY, 10);
        bench.seconds(10);
        assertThat(bench.told("alarmclock")).singleElement().asString().isEqualTo("{appid=app, confid=" + id + "}");
        alarm(Alarm.PLAY, 10);
        bench.seconds(10);
        assertThat(bench.sound.getFirst().did).contains("play music.wav x1");
        alarm(Alarm.DISMISS, 10);
        bench.seconds(10);
        assertThat(bench.table.size()).isZero();
        assertThat(bench.told("del")).hasSize(1);
        assertThat(bench.facts).contains("ended ALARM");
    }

    @Test
    void aLaterAlarmTakesTheEarlierOnesPlace() {
        bench.join(id, "1");
        alarm(Alarm.DISMISS, 10);
        alarm(Alarm.NOTIFY, 20);
        bench.seconds(15);
        assertThat(bench.table.size()).isOne();
        bench.seconds(5);
        assertThat(bench.told("alarmclock")).hasSize(1);
    }

    /** Flow protocol 8.5 QueryConfState. */
    @Test
    void itsStateSaysWhoIsIn() {
        bench.join(id, "1");
        var state = bench.table.query(bench.app, id, "asked");
        assertThat(state.confId()).isEqualTo(id);
        assertThat(state.maxMembers()).isEqualTo(4);
        assertThat(state.locked()).isFalse();
        assertThat(state.members()).singleElement().satisfies(member -> {
            assertThat(member.callId()).isEqualTo("1");
            assertThat(member.joinedAt()).isEqualTo(bench.time.instant());
        });
        assertThat(bench.told("asked")).singleElement().asString().endsWith("members=1, result=0}");
    }

    private void alarm(Alarm what, int seconds) {
        bench.run(new RoomOperation.AlarmClock(
                id, Duration.ofSeconds(seconds), what, "", "", "music.wav", false, "", "", "del"));
    }

    private RoomState state() {
        return bench.table.query(bench.app, id, "");
    }
}
