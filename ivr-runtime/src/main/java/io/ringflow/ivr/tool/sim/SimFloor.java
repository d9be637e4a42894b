package io.ringflow.ivr.tool.sim;

import io.ringflow.media.ConferenceEvent;
import io.ringflow.media.ConferenceListener;
import io.ringflow.media.FloorChange;
import io.ringflow.media.FloorPlan;
import io.ringflow.media.FloorRight;
import io.ringflow.media.Tick;
import io.ringflow.media.floor.Floor;
import io.ringflow.media.floor.Talker;
import java.time.Duration;
import java.util.Locale;

/** Push to talk without talk: the server's own rules, on simulated keys and time. Thread-safe. */
final class SimFloor {

    private final SimTime time;
    private final Story story;
    private final ConferenceListener listener;
    private final FloorPlan plan;
    private final Floor<Long> floor;

    SimFloor(SimTime time, Story story, ConferenceListener listener, FloorPlan plan) {
        this.time = time;
        this.story = story;
        this.listener = listener;
        this.plan = plan;
        this.floor = new Floor<>(plan, this::changed);
    }

    synchronized Talker<Long> join(long member, FloorRight right) {
        var talker = new Talker<>(member, right.priority());
        floor.join(talker);
        return talker;
    }

    synchronized void leave(Talker<Long> talker) {
        floor.leave(talker, tick());
    }

    synchronized void request(Talker<Long> talker) {
        floor.request(talker, tick());
    }

    synchronized void release(Talker<Long> talker) {
        floor.release(talker, tick());
    }

    synchronized void pressed(Talker<Long> talker, FloorRight right, char key) {
        if (key == right.grabKey() && key == right.releaseKey()) floor.toggle(talker, tick());
        else if (key == right.grabKey()) floor.request(talker, tick());
        else if (key == right.releaseKey()) floor.release(talker, tick());
    }

    private synchronized void turn() {
        floor.turn(tick());
    }

    private int tick() {
        return (int) (time.elapsed().toMillis() / Tick.MILLIS);
    }

    private void changed(Long member, FloorChange change) {
        story.call("the floor: " + change.name().toLowerCase(Locale.ROOT));
        if (change == FloorChange.GRANTED) time.after(Duration.ofMillis(plan.maxTalkMillis()), this::turn);
        listener.onEvent(new ConferenceEvent.FloorChanged(member, change));
    }
}
