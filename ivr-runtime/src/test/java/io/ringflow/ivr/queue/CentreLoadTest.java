package io.ringflow.ivr.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Flow protocol D24 at the size of a large centre: 100 agents, up to 500 callers waiting, 20 arrivals a second for ten
 * minutes of virtual time, with callers who leave, agents who refuse, don't answer, hang up, and calls that vanish.
 */
class CentreLoadTest {

    private static final int AGENTS = 100;
    private static final int WAITING = 500;
    private static final Duration FOR = Duration.ofMinutes(10);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final Logger log = (Logger) LoggerFactory.getLogger("io.ringflow.ivr.queue");
    private final SplittableRandom random = new SplittableRandom(7);
    private final CentreRules rules = new CentreRules();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Instant start = Instant.parse("2026-01-05T09:00:00Z");
    private Instant now = start;
    private long made;
    private int arrivals;
    private int full;
    private int longest;
    private final Gate gate = new Gate() {
        @Override
        public <T> T run(java.util.function.Supplier<T> step) {
            return board.run(step);
        }
    };
    private final Switchboard board = new Switchboard(
            "app", CentreSettings.defaults(ZoneOffset.UTC), () -> now, gate, rules, CentreStore.NONE, Optional::empty);

    private record Event(Instant at, long made, Runnable step) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(made, other.made);
        }
    }

    @AfterEach
    void loud() {
        log.setLevel(null);
    }

    private void after(int least, int most, Runnable step) {
        after(Duration.ofMillis(random.nextInt(least, most)), step);
    }

    private void after(Duration time, Runnable step) {
        events.add(new Event(now.plus(time), made++, step));
    }

    /** A caller whose agents do what agents do. */
    private final class Guest extends SampleCaller {
        private Optional<QueueTicket> ticket = Optional.empty();

        Guest(String callId) {
            super(callId, callId);
        }

        @Override
        public void offered(AgentLease lease) {
            super.offered(lease);
            rules.offered(board, this, lease, now);
            int dice = random.nextInt(100);
            if (dice < 70) after(500, 8_000, () -> talk(lease));
            else if (dice < 80) after(100, 3_000, () -> lease.refused(AgentRefusal.REFUSED));
            else if (dice < 90) after(10, 2_000, () -> lease.refused(AgentRefusal.FAILED));
            // Nobody reports the rest: the leases' deadlines must do.
            after(60_000, 90_000, () -> again(lease.agentId()));
        }

        private void talk(AgentLease lease) {
            if (!lease.answered()) return;
            if (random.nextInt(20) == 0) {
                alive = false;
                return;
            }
            after(5_000, 40_000, () -> {
                lease.talkOver();
                after(1_000, 5_000, () -> again(lease.agentId()));
            });
        }
    }

    private void again(String agentId) {
        var agent = board.roster().find(agentId).orElseThrow();
        if (agent.is(AgentState.PREPARING)) gate.step(() -> board.roster().ready(AgentReadiness.of(agentId, true)));
    }

    private void arrive() {
        if (now.isBefore(start.plus(FOR))) after(BETWEEN, this::arrive);
        var guest = new Guest("c" + ++arrivals);
        try {
            var wish = QueueWish.of("0").prioritised(random.nextInt(10) == 0 ? 1 : 0);
            guest.ticket = Optional.of(gate.run(() -> board.floor().enter(wish, guest)));
        } catch (QueueRefused refused) {
            assertThat(refused.error()).isEqualTo(QueueError.QUEUE_FULL);
            full++;
            return;
        }
        longest = Math.max(longest, board.floor().inOrder().size());
        var ticket = guest.ticket.get();
        int dice = random.nextInt(10);
        if (dice < 8) after(1_000, 120_000, () -> ticket.leave(dice < 4 ? QueueLeave.HUNG_UP : QueueLeave.TIMEOUT));
        else
            after(
                    60_000,
                    120_000,
                    () -> guest.alive = guest.alive && board.floor().inOrder().isEmpty());
    }

    @Test
    void everyCallerIsServedOrEndsExactlyOnceAndNobodyIsStuck() {
        log.setLevel(Level.OFF);
        for (int i = 0; i < AGENTS; i++) {
            var skills = new LinkedHashMap<String, Integer>();
            skills.put("0", 5);
            var duty = new AgentDuty(
                    Integer.toString(1000 + i), "8", skills, true, Optional.empty(), Optional.empty(), false);
            gate.step(() -> board.onWork(duty));
        }
        after(Duration.ZERO, this::arrive);
        for (var event = events.poll(); event != null; event = events.poll()) {
            due(event.at());
            now = event.at();
            event.step().run();
            rules.check(board, now);
        }
        due(now.plus(Duration.ofHours(5)));
        rules.checkEnd(board);

        assertThat(arrivals).isGreaterThan(12_000);
        assertThat(longest).isEqualTo(WAITING);
        assertThat(rules.left() + full).isEqualTo(arrivals);
        assertThat(rules.answered()).isGreaterThan(1_000);
    }

    private void due(Instant until) {
        for (var next = board.agenda().next();
                next.isPresent() && !next.get().isAfter(until);
                next = board.agenda().next()) {
            now = next.get();
            board.tick();
            rules.check(board, now);
        }
    }
}
