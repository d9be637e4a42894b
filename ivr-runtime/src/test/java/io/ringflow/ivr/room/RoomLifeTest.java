package io.ringflow.ivr.room;

import static io.ringflow.ivr.room.RoomBench.refused;
import static io.ringflow.ivr.room.RoomPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How conferences begin and end (flow-protocol 4.1, 6, 10, D14). */
class RoomLifeTest {

    private final RoomBench bench = new RoomBench();

    @AfterEach
    void nothingWaitsForWhatIsOver() {
        bench.table.close();
        assertThat(bench.time.pendingTimers()).isZero();
        assertThat(bench.sound).allMatch(sound -> sound.closed && sound.members() == 0);
        assertThat(bench.table.size()).isZero();
    }

    /** Flow protocol 4.1 action; 6 action; D14. */
    @Test
    void createdByAnOperationItTellsActionWithItsIdAndItsTime() {
        var id = bench.create(plan("action", "made"));
        assertThat(id).hasSize(32).startsWith("260105090000");
        assertThat(bench.told("made"))
                .singleElement()
                .asString()
                .isEqualTo("{appid=app, confid=" + id + ", createtime=20260105090000, result=0}");
    }

    /** Flow protocol 4.1 shortconf. */
    @Test
    void withShortconfItsIdIsEightDigits() {
        assertThat(bench.create(plan("shortconf", "true"))).matches("[1-9][0-9]{7}");
    }

    /** Flow protocol 4.1 unused, delreporturl; 6 delreporturl. */
    @Test
    void nobodyCameForTenMinutesAndItIsDeleted() {
        var id = bench.create(plan("delreporturl", "gone"));
        bench.seconds(599);
        assertThat(bench.table.size()).isOne();
        bench.seconds(1);
        assertThat(bench.table.size()).isZero();
        assertThat(bench.told("gone"))
                .singleElement()
                .asString()
                .isEqualTo("{appid=app, confid=" + id + ", deltime=20260105091000}");
        assertThat(bench.facts).containsExactly("created", "ended UNUSED");
    }

    /** Flow protocol 4.1 autodelete. */
    @Test
    void withoutAutodeleteItWaitsForEverAndOutlivesItsMembers() {
        var id = bench.create(plan("autodelete", "false", "quiturl", "left"));
        bench.seconds(3_600);
        bench.join(id, "1").leave();
        bench.seconds(3_600);
        assertThat(bench.told("left")).hasSize(1);
        assertThat(bench.table.size()).isOne();
    }

    /** Flow protocol 4.1 empty, quiturl. */
    @Test
    void whenTheLastMemberHasLeftItIsDeleted() {
        var id = bench.create(plan("delreporturl", "gone", "quiturl", "left"));
        var one = bench.join(id, "1");
        var two = bench.join(id, "2");
        one.leave();
        assertThat(bench.table.size()).isOne();
        two.leave();
        assertThat(bench.table.size()).isZero();
        assertThat(bench.urls()).containsExactly("left", "left", "gone");
        assertThat(bench.facts).contains("ended EMPTY");
    }

    @Test
    void aMemberInTimeKeepsIt() {
        var id = bench.create(plan());
        bench.seconds(599);
        bench.join(id, "1");
        bench.seconds(600);
        assertThat(bench.table.size()).isOne();
    }

    /** Flow protocol 4.1 confduration; 6 quiturl; D14. */
    @Test
    void itsDurationBeginsWithTheFirstMember() {
        var id = bench.create(plan("confduration", "60", "quiturl", "left", "delreporturl", "gone"));
        bench.seconds(300);
        var seat = bench.join(id, "1");
        bench.seconds(59);
        assertThat(seat.departed()).isEmpty();
        bench.seconds(1);
        assertThat(seat.departed()).hasValueSatisfying(how -> {
            assertThat(how.reason()).isEqualTo(Departure.Reason.TIME_OVER);
            assertThat(how.hangUp()).isFalse();
            assertThat(how.url()).isEqualTo("left");
            assertThat(how.parameters())
                    .hasToString("{confid=" + id + ", number=1381, role=0, quittime=20260105090600, reason=3}");
        });
        assertThat(bench.urls()).containsExactly("gone");
    }

    /** Flow protocol 4.1 confendprompt. */
    @Test
    void itsEndIsAnnouncedSoThatTheAnnouncementIsOverInTime() {
        var id = bench.create(plan("confduration", "60", "confendprompt", "over.wav"));
        bench.join(id, "1");
        bench.seconds(55);
        assertThat(bench.sound.getFirst().did).doesNotContain("play over.wav x1");
        bench.seconds(1);
        assertThat(bench.sound.getFirst().did).contains("play over.wav x1");
        bench.seconds(3);
        assertThat(bench.table.size()).isOne();
        bench.seconds(1);
        assertThat(bench.facts).contains("ended TIME_OVER");
    }

    @Test
    void anAnnouncementThatIsMissingDelaysNothing() {
        var id = bench.create(plan("confduration", "60", "confendprompt", "missing.wav"));
        bench.join(id, "1");
        bench.seconds(60);
        assertThat(bench.facts).contains("ended TIME_OVER");
    }

    /** Flow protocol 4.1 autohangup; 6 quiturl. */
    @Test
    void withAutohangupItsMembersAreHungUpAndNobodyIsAskedAtQuiturl() {
        var id = bench.create(plan("confduration", "60", "autohangup", "true", "quiturl", "left"));
        var seat = bench.join(id, "1");
        bench.seconds(60);
        assertThat(seat.departure())
                .hasValueSatisfying(how -> assertThat(how.hangUp()).isTrue());
        seat.leave();
        assertThat(bench.told("left")).isEmpty();
    }

    /** Flow protocol 6 quiturl. */
    @Test
    void oneWhoWasSentOutAndHungUpBeforeItCouldAskIsToldOnce() {
        var id = bench.create(plan("quiturl", "left"));
        var seat = bench.join(id, "1");
        bench.run(new RoomOperation.Quit(id, "1", ""));
        seat.leave();
        seat.leave();
        assertThat(bench.told("left"))
                .singleElement()
                .satisfies(said -> assertThat(said).containsEntry("reason", "1").containsEntry("callid", "1"));
    }

    /** Flow protocol 4.1 voicemod. */
    @Test
    void whoIsInHearsAToneWhenSomebodyComesAndGoes() {
        var id = bench.create(plan());
        bench.join(id, "1");
        bench.join(id, "2").leave();
        assertThat(bench.sound.getFirst().did)
                .containsSubsequence("in 2 speaks", "play conf-joined.wav x1", "out 2", "play conf-left.wav x1");
    }

    /** Flow protocol 4.1 voicemod. */
    @Test
    void withVoicemodTwoNobodyHearsOfIt() {
        var id = bench.create(plan("voicemod", "2"));
        bench.join(id, "1").leave();
        assertThat(bench.sound.getFirst().did).noneMatch(what -> what.startsWith("play"));
    }

    @Test
    void aServerThatStopsTellsThatItsConferencesAreGone() {
        bench.create(plan("delreporturl", "gone"));
        bench.table.close();
        assertThat(bench.told("gone")).hasSize(1);
        assertThat(bench.facts).contains("ended SERVER_STOPS");
    }

    @Test
    void moreThanTheServerHasRoomForAreRefused() {
        for (int i = 0; i < 5; i++) bench.create(plan());
        refused(RoomError.TOO_MANY_CONFERENCES, () -> bench.create(plan()));
        bench.seconds(600);
        bench.create(plan());
    }

    @Test
    void oneThatThereIsNoSoundForTakesNobodysPlace() {
        bench.overloaded = true;
        for (int i = 0; i < 6; i++) refused(RoomError.OVERLOADED, () -> bench.create(plan()));
        bench.overloaded = false;
        for (int i = 0; i < 5; i++) bench.create(plan());
    }

    @Test
    void whoIsOnTheWayHearsThatItIsOverAndFindsItShut() {
        var id = bench.create(plan());
        var door = bench.table.door(bench.app, id);
        var heard = new ArrayList<String>();
        door.expect("", () -> heard.add("on the way"));
        door.expect("", () -> heard.add("does not come")).close();
        bench.run(new RoomOperation.Dismiss(id, "", "", false, "", ""));
        assertThat(heard).containsExactly("on the way");
        refused(RoomError.NO_SUCH_CONFERENCE, () -> door.join(RoomBench.guest("1"), JoinWish.MEMBER));
        refused(RoomError.NO_SUCH_CONFERENCE, () -> door.expect("", () -> {}));
    }

    @Test
    void whoIsBackIsNotPutOutByTheEndOfItsFirstVisit() {
        var id = bench.create(plan());
        var first = bench.join(id, "1");
        bench.join(id, "2");
        bench.run(new RoomOperation.Quit(id, "1", ""));
        bench.join(id, "1");
        first.leave();
        assertThat(bench.table.query(bench.app, id, "").members()).hasSize(2);
    }

    /** Flow protocol 4.1 maxmember. */
    @Test
    void oneLargerThanTheServerAllowsIsRefused() {
        refused(RoomError.TOO_LARGE, () -> bench.create(plan("maxmember", "301")));
        bench.create(plan("maxmember", "300"));
    }
}
