package io.ringflow.media.floor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.FloorChange;
import io.ringflow.media.FloorPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever happens in whatever order, one talks at most, nobody is passed over, and nobody talks too long. */
class FloorModelTest {
    private static final int STEPS = 500_000;
    private static final int MEMBERS = 20;
    private static final int TALK_TICKS = 40;

    /** What one member has been told. */
    private static final class Member {
        final Talker<Member> talker;
        boolean in;
        boolean holds;
        boolean waits;
        int since;

        Member(int priority) {
            talker = new Talker<>(this, priority);
        }
    }

    private final List<Member> members = new ArrayList<>();
    private final List<Member> waiting = new ArrayList<>();
    private @Nullable Member holder;
    private int tick;
    private boolean queues;
    private long changes;

    @ParameterizedTest(name = "seed {0}, queue {1}")
    @CsvSource({"1, true", "2, false", "3, true"})
    void amongRandomEventsTheRulesHold(long seed, boolean queue) {
        queues = queue;
        var random = new Random(seed);
        for (int i = 0; i < MEMBERS; i++) {
            members.add(new Member(i % 3));
        }
        var floor = new Floor<Member>(new FloorPlan(TALK_TICKS * 20, queues), this::told);
        for (int step = 0; step < STEPS; step++) {
            var member = members.get(random.nextInt(MEMBERS));
            switch (random.nextInt(12)) {
                case 0 -> {
                    floor.join(member.talker);
                    member.in = true;
                }
                case 1 -> {
                    member.in = false;
                    floor.leave(member.talker, tick);
                    // What it waited for is not told to one who is gone.
                    member.waits = false;
                    waiting.remove(member);
                }
                case 2, 3, 4, 5 -> floor.request(member.talker, tick);
                case 6, 7 -> floor.release(member.talker, tick);
                case 8 -> floor.toggle(member.talker, tick);
                default -> floor.turn(++tick);
            }
            check(floor);
        }
        assertThat(changes).as("something happened").isGreaterThan(STEPS / 10);
    }

    private void told(Member who, FloorChange change) {
        changes++;
        var talks = holder;
        switch (change) {
            case GRANTED -> {
                must(who.in && !who.holds && talks == null, "one at a time");
                if (who.waits) {
                    must(waiting.getFirst() == who, "the next one");
                } else {
                    must(waiting.isEmpty() || waiting.getFirst().talker.priority() < who.talker.priority(), "in order");
                }
                waiting.remove(who);
                who.waits = false;
                who.holds = true;
                who.since = tick;
                holder = who;
            }
            case DENIED ->
                must(
                        !queues
                                && who.in
                                && talks != null
                                && talks != who
                                && talks.talker.priority() >= who.talker.priority(),
                        "denied for a reason");
            case QUEUED -> {
                must(queues && who.in && !who.waits && talks != null && talks != who, "queued for a reason");
                int place = 0;
                while (place < waiting.size() && waiting.get(place).talker.priority() >= who.talker.priority()) {
                    place++;
                }
                waiting.add(place, who);
                who.waits = true;
            }
            case WITHDRAWN -> {
                must(who.waits, "it waited");
                waiting.remove(who);
                who.waits = false;
            }
            case RELEASED, PREEMPTED, TIMEOUT, LEFT -> {
                must(who.holds && talks == who, "it talked");
                must(change != FloorChange.TIMEOUT || tick - who.since == TALK_TICKS, "to the tick");
                must((change == FloorChange.LEFT) != who.in, "left");
                who.holds = false;
                holder = null;
            }
        }
    }

    private void check(Floor<Member> floor) {
        must(floor.holder().orElse(null) == holder, "the floor knows who talks");
        must(floor.waiting() == waiting.size(), "and how many wait");
        must(holder != null || waiting.isEmpty(), "nobody waits while nobody talks");
        must(holder == null || (holder.in && tick - holder.since <= TALK_TICKS), "nobody talks too long");
    }

    private static void must(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionError(rule);
        }
    }
}
