package io.ringflow.ivr.room;

import static io.ringflow.ivr.room.RoomBench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.FloorChange;
import io.ringflow.media.FloorPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Flow protocol D7: intercoms are rooms with a floor, with ids of each application's own. */
class IntercomTableTest {

    private static final FloorTerms TERMS = new FloorTerms("dispatch", Duration.ofSeconds(30), true, '*', '#', "floor");
    private static final RoomPlan.Urls URLS = new RoomPlan.Urls("made", "", "deleted", "in", "out", "media", "");

    private final RoomBench bench = new RoomBench();
    private final RoomTable intercoms = bench.table.intercoms();

    private static RoomPlan plan(int members) {
        return RoomPlan.intercom(members, false, true, TERMS, URLS);
    }

    private RoomSeat join(String callId, FloorWish floor) {
        return intercoms.door(bench.app, plan(50)).join(RoomBench.guest(callId), new JoinWish("", "", floor));
    }

    private RoomSeat join(String callId) {
        return join(callId, FloorWish.PLAIN);
    }

    private void changed(long member, FloorChange change) {
        bench.sound.getLast().floor(member, change);
        bench.time.settle();
    }

    private RoomState state() {
        return intercoms.query(bench.app, "dispatch", "");
    }

    @Test
    void oneIsMadeByWhoeverComesFirstAndEndsWithTheLast() {
        var one = join("1");
        var two = join("2");
        assertThat(bench.sound).hasSize(1);
        assertThat(bench.sound.getFirst().config().floor()).contains(new FloorPlan(30_000, true));
        one.leave();
        assertThat(intercoms.size()).isEqualTo(1);
        two.leave();
        assertThat(intercoms.size()).isZero();
        assertThat(bench.told("deleted")).singleElement().satisfies(deleted -> assertThat(deleted)
                .containsEntry("intercomid", "dispatch")
                .doesNotContainKey("confid"));
    }

    @Test
    void anIdIsEachApplicationsOwnAndNoConferences() {
        intercoms.create(bench.app, plan(50));
        intercoms.create(bench.other, plan(50));
        refused(RoomError.INTERCOM_EXISTS, () -> intercoms.create(bench.app, plan(50)));
        refused(RoomError.NO_SUCH_CONFERENCE, () -> bench.table.query(bench.app, "dispatch", ""));
        refused(RoomError.NO_SUCH_CONFERENCE, () -> bench.table.query(bench.app, "app/dispatch", ""));
        assertThat(intercoms.all(bench.app)).hasSize(1);
        assertThat(bench.table.all(bench.app)).isEmpty();
        assertThat(bench.told("made").getFirst()).containsEntry("intercomid", "dispatch");
    }

    @Test
    void oneWithoutAnIdIsGivenOne() {
        var made = intercoms.create(
                bench.app, RoomPlan.intercom(50, false, true, FloorTerms.defaults(), RoomPlan.Urls.NONE));
        assertThat(made.confId()).hasSize(32);
        assertThat(made.floor()).contains(new RoomState.Floor(Optional.empty(), List.of()));
    }

    @Test
    void oneThatNobodyJoinsIsDeleted() {
        intercoms.create(bench.app, plan(50));
        bench.seconds(601);
        assertThat(intercoms.size()).isZero();
        assertThat(bench.facts).contains("ended UNUSED");
    }

    @Test
    void membersBringKeysAndAPriorityOfTheirOwn() {
        join("1", new FloorWish(Optional.of('1'), Optional.empty(), 4, ""));
        assertThat(bench.sound.getFirst().did).contains("1 asks by 1# at 4", "in 1 speaks");
    }

    @Test
    void fullIsFull() {
        var door = intercoms.door(bench.app, plan(2));
        door.join(RoomBench.guest("1"), JoinWish.MEMBER);
        door.join(RoomBench.guest("2"), JoinWish.MEMBER);
        refused(RoomError.FULL, () -> door.join(RoomBench.guest("3"), JoinWish.MEMBER));
        refused(RoomError.TOO_LARGE, () -> intercoms.create(bench.other, plan(301)));
    }

    /** Flow protocol D7 floorurl. */
    @Test
    void theFloorsChangesAreToldInFourWords() {
        join("1");
        join("2", new FloorWish(Optional.empty(), Optional.empty(), 1, "mine"));
        changed(1, FloorChange.GRANTED);
        changed(2, FloorChange.QUEUED);
        changed(2, FloorChange.WITHDRAWN);
        changed(2, FloorChange.DENIED);
        changed(1, FloorChange.PREEMPTED);
        changed(2, FloorChange.GRANTED);
        changed(2, FloorChange.TIMEOUT);
        changed(1, FloorChange.GRANTED);
        changed(1, FloorChange.RELEASED);
        assertThat(bench.told("floor"))
                .containsExactly(told("1", "granted"), released("1", "1"), told("1", "granted"), released("1", "0"));
        assertThat(bench.told("mine")).containsExactly(told("2", "denied"), told("2", "granted"), told("2", "timeout"));
        assertThat(bench.facts).contains("floor PREEMPTED", "floor QUEUED");
    }

    private static Map<String, String> told(String callId, String word) {
        return Map.of("appid", "app", "intercomid", "dispatch", "callid", callId, "floor", word);
    }

    private static Map<String, String> released(String callId, String reason) {
        return Map.of(
                "appid", "app", "intercomid", "dispatch", "callid", callId, "floor", "released", "reason", reason);
    }

    @Test
    void whoeverLeavesHoldingTheFloorIsToldToHaveReleasedItBeforeItIsToldToHaveLeft() {
        var one = join("1");
        join("2");
        changed(1, FloorChange.GRANTED);
        one.leave();
        // What media tells a moment later is of one who is not there.
        changed(1, FloorChange.LEFT);
        assertThat(bench.urls()).containsSubsequence("in", "floor", "floor", "out");
        assertThat(bench.told("floor")).containsExactly(told("1", "granted"), released("1", "2"));
        assertThat(state().floor()).contains(new RoomState.Floor(Optional.empty(), List.of()));
    }

    @Test
    void itsStateTellsWhoTalksAndWhoIsNext() {
        join("1");
        join("2");
        join("3", new FloorWish(Optional.empty(), Optional.empty(), 2, ""));
        join("4");
        changed(1, FloorChange.GRANTED);
        changed(2, FloorChange.QUEUED);
        changed(3, FloorChange.QUEUED);
        changed(4, FloorChange.QUEUED);
        assertThat(state().floor()).contains(new RoomState.Floor(Optional.of("1"), List.of("3", "2", "4")));
        intercoms.run(bench.app, new RoomOperation.Quit("dispatch", "2", ""));
        assertThat(state().floor()).contains(new RoomState.Floor(Optional.of("1"), List.of("3", "4")));
    }

    @Test
    void theFloorIsAskedForInAMembersPlace() {
        join("1");
        intercoms.run(bench.app, new RoomOperation.Floor("dispatch", "1", true, "asked"));
        intercoms.run(bench.app, new RoomOperation.Floor("dispatch", "1", false, ""));
        assertThat(bench.sound.getFirst().did).containsSubsequence("1 asks", "1 gives back");
        assertThat(bench.told("asked").getFirst()).containsEntry("result", "0").containsEntry("callid", "1");
        refused(
                RoomError.NO_SUCH_MEMBER,
                () -> intercoms.run(bench.app, new RoomOperation.Floor("dispatch", "9", true, "")));
    }

    @Test
    void dismissingItReleasesTheFloorAndSendsAllOut() {
        var one = join("1");
        changed(1, FloorChange.GRANTED);
        intercoms.run(bench.app, new RoomOperation.Dismiss("dispatch", "", "", false, "", ""));
        assertThat(bench.told("floor")).endsWith(released("1", "2"));
        assertThat(one.departure()).hasValueSatisfying(how -> assertThat(how.parameters())
                .containsEntry("intercomid", "dispatch")
                .containsEntry("reason", "2")
                .doesNotContainKey("role"));
        assertThat(intercoms.size()).isZero();
    }

    @Test
    void theyEndWithTheServer() {
        join("1");
        bench.table.close();
        assertThat(intercoms.size()).isZero();
        assertThat(bench.facts).contains("ended SERVER_STOPS");
    }
}
