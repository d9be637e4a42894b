package io.ringflow.media.floor;

import io.ringflow.media.FloorChange;
import io.ringflow.media.FloorPlan;
import io.ringflow.media.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who talks, where one talks at a time: decided at once, when somebody asks. Knows no sound and no clock, counts ticks.
 * Owned by one thread, the room's loop.
 *
 * <p>Nobody waits while nobody talks. Who waits is in the order of priority, then of asking. What is asked twice, or by one
 * who is not in, changes nothing.
 */
public final class Floor<T> {
    private final int maxTalkTicks;
    private final boolean queues;
    private final FloorListener<T> listener;
    private final List<Talker<T>> waiting = new ArrayList<>();

    private @Nullable Talker<T> holder;
    private int since;

    public Floor(FloorPlan plan, FloorListener<T> listener) {
        this.maxTalkTicks = plan.maxTalkMillis() / Tick.MILLIS;
        this.queues = plan.queues();
        this.listener = listener;
    }

    public void join(Talker<T> talker) {
        talker.in = true;
    }

    /** What it had is given back, and what it waited for is nothing any more. */
    public void leave(Talker<T> talker, int tick) {
        talker.in = false;
        if (talker == holder) {
            end(talker, FloorChange.LEFT, tick);
        } else if (talker.waits) {
            forget(talker);
        }
    }

    public void request(Talker<T> talker, int tick) {
        var present = holder;
        if (!talker.in || talker.waits || talker == present) {
            return;
        }
        if (present == null) {
            grant(talker, tick);
        } else if (talker.priority() > present.priority()) {
            listener.changed(present.who(), FloorChange.PREEMPTED);
            grant(talker, tick);
        } else if (queues) {
            talker.waits = true;
            waiting.add(place(talker), talker);
            listener.changed(talker.who(), FloorChange.QUEUED);
        } else {
            listener.changed(talker.who(), FloorChange.DENIED);
        }
    }

    /** Gives back what it has, or waits for no more. */
    public void release(Talker<T> talker, int tick) {
        if (talker == holder) {
            end(talker, FloorChange.RELEASED, tick);
        } else if (talker.waits) {
            forget(talker);
            listener.changed(talker.who(), FloorChange.WITHDRAWN);
        }
    }

    /** One key that does both: asks, or gives back. */
    public void toggle(Talker<T> talker, int tick) {
        if (talker == holder || talker.waits) {
            release(talker, tick);
        } else {
            request(talker, tick);
        }
    }

    /** Time passes. */
    public void turn(int tick) {
        var present = holder;
        if (present != null && tick - since >= maxTalkTicks) {
            end(present, FloorChange.TIMEOUT, tick);
        }
    }

    /** Who talks. */
    public Optional<T> holder() {
        return Optional.ofNullable(holder).map(Talker::who);
    }

    /** The same, asked at each tick: allocates nothing. */
    public @Nullable Talker<T> talker() {
        return holder;
    }

    /** How many wait. */
    public int waiting() {
        return waiting.size();
    }

    private int place(Talker<T> talker) {
        int place = waiting.size();
        while (place > 0 && waiting.get(place - 1).priority() < talker.priority()) {
            place--;
        }
        return place;
    }

    private void forget(Talker<T> talker) {
        talker.waits = false;
        waiting.remove(talker);
    }

    private void end(Talker<T> talker, FloorChange how, int tick) {
        holder = null;
        listener.changed(talker.who(), how);
        if (!waiting.isEmpty()) {
            var next = waiting.removeFirst();
            next.waits = false;
            grant(next, tick);
        }
    }

    private void grant(Talker<T> talker, int tick) {
        holder = talker;
        since = tick;
        listener.changed(talker.who(), FloorChange.GRANTED);
    }
}
