package io.ringflow.media.floor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.FloorChange;
import io.ringflow.media.FloorPlan;
import io.ringflow.testkit.junit.AllocationProbe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloorTest {
    private static final int TALK_TICKS = 100;

    private final List<String> told = new ArrayList<>();
    private final Talker<String> ann = new Talker<>("ann", 0);
    private final Talker<String> bob = new Talker<>("bob", 0);
    private final Talker<String> chief = new Talker<>("chief", 5);

    private Floor<String> floor(boolean queues) {
        var floor = new Floor<String>(
                new FloorPlan(TALK_TICKS * 20, queues), (who, change) -> told.add(who + " " + change));
        List.of(ann, bob, chief).forEach(floor::join);
        return floor;
    }

    @Test
    void whoAsksWhileNobodyTalksHasTheFloorAtOnce() {
        var floor = floor(false);
        floor.request(ann, 1);
        assertThat(told).containsExactly("ann GRANTED");
        assertThat(floor.holder()).contains("ann");
    }

    @Test
    void whoAsksWhileAnotherTalksIsDeniedAndMayAskAgain() {
        var floor = floor(false);
        floor.request(ann, 1);
        floor.request(bob, 2);
        floor.release(ann, 3);
        floor.request(bob, 4);
        assertThat(told).containsExactly("ann GRANTED", "bob DENIED", "ann RELEASED", "bob GRANTED");
    }

    @Test
    void whereRequestsQueueTheNextTalksWhenTheOneBeforeEnds() {
        var floor = floor(true);
        floor.request(ann, 1);
        floor.request(bob, 2);
        floor.request(bob, 3);
        floor.release(ann, 4);
        assertThat(told).containsExactly("ann GRANTED", "bob QUEUED", "ann RELEASED", "bob GRANTED");
        assertThat(floor.waiting()).isZero();
    }

    @Test
    void whoWaitsNoMoreIsPassedOver() {
        var floor = floor(true);
        floor.request(ann, 1);
        floor.request(bob, 2);
        floor.release(bob, 3);
        floor.release(ann, 4);
        assertThat(told).containsExactly("ann GRANTED", "bob QUEUED", "bob WITHDRAWN", "ann RELEASED");
        assertThat(floor.holder()).isEmpty();
    }

    @Test
    void oneOfAHigherPriorityTakesTheFloor() {
        var floor = floor(true);
        floor.request(ann, 1);
        floor.request(bob, 2);
        floor.request(chief, 3);
        assertThat(told).containsExactly("ann GRANTED", "bob QUEUED", "ann PREEMPTED", "chief GRANTED");
        floor.release(chief, 4);
        assertThat(floor.holder()).contains("bob");
    }

    @Test
    void oneOfAHigherPriorityWaitsBeforeTheOthers() {
        var second = new Talker<>("deputy", 5);
        var floor = floor(true);
        floor.join(second);
        floor.request(chief, 1);
        floor.request(ann, 2);
        floor.request(second, 3);
        floor.release(chief, 4);
        assertThat(floor.holder()).contains("deputy");
    }

    @Test
    void whoTalksForAsLongAsOneMayLosesTheFloorToTheTick() {
        var floor = floor(false);
        floor.request(ann, 7);
        floor.turn(7 + TALK_TICKS - 1);
        assertThat(told).containsExactly("ann GRANTED");
        floor.turn(7 + TALK_TICKS);
        assertThat(told).containsExactly("ann GRANTED", "ann TIMEOUT");
        assertThat(floor.holder()).isEmpty();
    }

    @Test
    void aTalkIsTimedWhereTicksWrapAround() {
        var floor = floor(false);
        floor.request(ann, Integer.MAX_VALUE - 1);
        floor.turn(Integer.MAX_VALUE);
        floor.turn(Integer.MIN_VALUE + 3);
        assertThat(told).containsExactly("ann GRANTED");
        floor.turn(Integer.MIN_VALUE + TALK_TICKS);
        assertThat(told).endsWith("ann TIMEOUT");
    }

    @Test
    void whoLeavesGivesTheFloorToTheNext() {
        var floor = floor(true);
        floor.request(ann, 1);
        floor.request(bob, 2);
        floor.leave(ann, 3);
        assertThat(told).containsExactly("ann GRANTED", "bob QUEUED", "ann LEFT", "bob GRANTED");
        floor.request(ann, 4);
        assertThat(told).as("one who is not in is not heard").hasSize(4);
    }

    @Test
    void oneKeyMayAskAndGiveBack() {
        var floor = floor(true);
        floor.toggle(ann, 1);
        floor.toggle(bob, 2);
        floor.toggle(bob, 3);
        floor.toggle(ann, 4);
        assertThat(told).containsExactly("ann GRANTED", "bob QUEUED", "bob WITHDRAWN", "ann RELEASED");
    }

    @Test
    void aTickAllocatesNothing() {
        var floor = floor(true);
        floor.request(ann, 0);
        floor.request(bob, 0);
        int[] tick = {0};
        AllocationProbe.assertNone(10_000, () -> {
            floor.turn(tick[0]++ / 1_000);
            tick[0] += floor.talker() == ann ? 0 : 1;
        });
        assertThat(floor.holder()).contains("ann");
    }

    @Test
    void theWordsForTheEndOfATalkAreApartFromTheOthers() {
        assertThat(FloorChange.values())
                .filteredOn(FloorChange::ends)
                .containsExactly(FloorChange.RELEASED, FloorChange.PREEMPTED, FloorChange.TIMEOUT, FloorChange.LEFT);
    }
}
