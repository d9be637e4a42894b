package io.ringflow.ivr.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** A call centre in which anything happens at any time: late, twice, or never. */
final class RandomCentre implements Gate {

    private static final String[] QUEUES = {"0", "5", "6"};
    private static final int AGENTS = 6;
    private static final int CALLERS = 12;
    private static final int REMEMBERED = 24;
    /** So many events between two of them. */
    private static final int RESTARTS = 500;

    private final SplittableRandom random;
    private final CentreRules rules = new CentreRules();
    private final List<Guest> guests = new ArrayList<>();
    private final List<AgentLease> claimed = new ArrayList<>();
    private final Deque<AgentLease> oldLeases = new ArrayDeque<>();
    private final Deque<QueueTicket> oldTickets = new ArrayDeque<>();
    private final Deque<QueueWish> callBacks = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-01-05T09:00:00Z");
    private final MemoryStore store = new MemoryStore();
    /** Of calls that did not want to be called back, or did not answer. */
    private final Deque<String> unwanted = new ArrayDeque<>();

    private Switchboard board = opened();
    private int calls;

    RandomCentre(long seed) {
        random = new SplittableRandom(seed);
        step(() -> board.modifyQueue("0", this::settings));
        step(() -> board.createQueue(settings(QueuePlan.usual("5"))));
        step(() -> board.createQueue(settings(QueuePlan.usual("6"))));
    }

    private Switchboard opened() {
        var settings = CentreSettings.defaults(ZoneOffset.UTC);
        return new Switchboard("app", settings, () -> now, this, rules, store, () -> Optional.of(new Backs()));
    }

    /** By kill -9, and with all calls. */
    private void restart() {
        var shelf = store.shelf();
        guests.clear();
        claimed.clear();
        oldLeases.clear();
        oldTickets.clear();
        callBacks.clear();
        unwanted.clear();
        rules.killed(shelf);
        if (random.nextBoolean()) now = now.plusMillis(random.nextInt(60_000));
        board = opened();
        step(() -> board.restore(shelf));
        rules.restored(board, shelf, now);
    }

    CentreRules rules() {
        return rules;
    }

    @Override
    public <T> T run(Supplier<T> step) {
        return board.run(step);
    }

    /** A call, as long as it is there for all that is known. */
    private final class Guest extends SampleCaller {
        private Optional<QueueTicket> ticket = Optional.empty();

        Guest(String callId, String number) {
            super(callId, number);
        }

        @Override
        public void offered(AgentLease lease) {
            super.offered(lease);
            rules.offered(board, this, lease, now);
            remember(oldLeases, lease);
        }
    }

    private QueuePlan settings(QueuePlan is) {
        var serving = new QueuePlan.Serving(
                oneOf(Strategy.values()), seconds(5, 30), seconds(0, 10), random.nextBoolean(), "", false);
        var overflow = random.nextInt(3) == 0 ? Optional.of(oneOf(QUEUES)) : Optional.<String>empty();
        var limits = new QueuePlan.Limits(
                random.nextInt(2, 10), seconds(0, 120), overflow.filter(this::exists), seconds(1, 60));
        return is.with(serving)
                .with(limits)
                .with(new QueuePlan.Announcing(seconds(0, 20), seconds(0, 20)))
                .with(new QueuePlan.Sticky(seconds(0, 300), seconds(0, 30)))
                .callBackTime(seconds(1, 60));
    }

    private boolean exists(String queue) {
        return board.queue(queue).isPresent();
    }

    /** One event. */
    void next() {
        int dice = random.nextInt(100);
        try {
            if (random.nextInt(RESTARTS) == 0) restart();
            while (!unwanted.isEmpty()) {
                var place = unwanted.pop();
                step(() -> board.floor().held().release(place));
            }
            if (dice < 20) enter();
            else if (dice < 52) somebody();
            else if (dice < 70) ready();
            else if (dice < 76) duty();
            else if (dice < 79) claim();
            else if (dice < 83) stale();
            else if (dice < 84) queues();
            else advance(random.nextInt(random.nextInt(10) == 0 ? 120_000 : 5_000));
        } catch (QueueRefused refused) {
            // It may be refused; nothing must have changed by it.
        }
        rules.check(board, now);
    }

    private void enter() {
        if (guests.size() >= CALLERS) return;
        if (!callBacks.isEmpty() && random.nextBoolean()) {
            enter(callBacks.pop());
            return;
        }
        var agent = random.nextInt(10) == 0 ? Optional.of(agentId()) : Optional.<String>empty();
        int level = random.nextInt(8) == 0 ? random.nextInt(10) : 0;
        int priority = random.nextInt(4) == 0 ? random.nextInt(3) : 0;
        enter(new QueueWish(oneOf(QUEUES), priority, agent, level, Optional.empty(), Optional.empty()));
    }

    private void enter(QueueWish wish) {
        var guest = new Guest("c" + ++calls, "139" + random.nextInt(8));
        guest.ticket = Optional.of(run(() -> board.floor().enter(wish, guest)));
        guest.ticket.ifPresent(ticket -> remember(oldTickets, ticket));
        guests.add(guest);
    }

    private void somebody() {
        if (!claimed.isEmpty() && random.nextInt(8) == 0) {
            use(claimed.get(random.nextInt(claimed.size())));
            return;
        }
        if (guests.isEmpty()) return;
        var guest = guests.get(random.nextInt(guests.size()));
        var ticket = guest.ticket.orElseThrow();
        int dice = random.nextInt(100);
        if (!guest.ends.isEmpty() || dice < 6) {
            ticket.close();
            guests.remove(guest);
        } else if (dice < 9) {
            // Its thread has died, and says nothing any more.
            guest.alive = false;
            guests.remove(guest);
        } else if (dice < 13) {
            ticket.leave(oneOf(QueueLeave.values()));
        } else if (dice < 16) {
            if (ticket.hold(SampleCallBacks.ORDER)) guests.remove(guest);
        } else if (dice < 19) {
            ticket.renew();
            ticket.place();
        } else if (dice < 22) {
            run(() -> board.orders().prioritise(guest.callId(), random.nextInt(4)));
        } else if (dice < 24) {
            run(() -> board.orders().move(guest.callId(), oneOf(QUEUES)));
        } else if (dice < 25) {
            run(() -> board.orders().remove(guest.callId()));
        } else if (!guest.offers.isEmpty()) {
            int which = random.nextInt(8) == 0 ? random.nextInt(guest.offers.size()) : guest.offers.size() - 1;
            use(guest.offers.get(which));
        }
    }

    private void use(AgentLease lease) {
        switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> lease.answered();
            case 4, 5 -> lease.talkOver();
            case 6 -> lease.refused(oneOf(AgentRefusal.values()));
            default -> lease.giveBack();
        }
    }

    private void ready() {
        var queues = random.nextInt(6) == 0 ? Set.of(oneOf(QUEUES)) : Set.<String>of();
        int priority = random.nextInt(8) == 0 ? 1 : 0;
        var wish = new AgentReadiness(agentId(), random.nextInt(6) != 0, priority, random.nextInt(10) == 0, queues);
        step(() -> board.roster().ready(wish));
    }

    private void duty() {
        if (random.nextInt(3) == 0) {
            var queues = random.nextBoolean() ? Set.of(oneOf(QUEUES)) : Set.<String>of();
            step(() -> board.roster().offWork(agentId(), Optional.empty(), queues));
            return;
        }
        var skills = new LinkedHashMap<String, Integer>();
        for (var queue : QUEUES) if (random.nextInt(3) != 0 && exists(queue)) skills.put(queue, random.nextInt(1, 10));
        if (skills.isEmpty()) skills.put("0", 5);
        var ring = random.nextInt(4) == 0 ? Optional.of(seconds(1, 10)) : Optional.<Duration>empty();
        var duty = new AgentDuty(agentId(), "8", skills, random.nextBoolean(), ring, Optional.empty(), false);
        step(() -> board.onWork(duty));
    }

    private void claim() {
        var holder = new SampleCaller("m" + ++calls, "139");
        holder.alive = random.nextInt(10) != 0;
        var claim = new AgentClaim(agentId(), random.nextBoolean(), oneOf("", "0", "5"));
        claimed.add(run(() -> board.claim(claim, holder)));
        if (claimed.size() > AGENTS) claimed.removeFirst().talkOver();
    }

    /** Somebody comes back to what is long over, or not. */
    private void stale() {
        if (random.nextBoolean() && !oldLeases.isEmpty()) use(oldLeases.peekFirst());
        else if (!oldTickets.isEmpty()) oldTickets.peekFirst().close();
    }

    private void queues() {
        var queue = random.nextBoolean() ? "5" : "6";
        if (!exists(queue)) step(() -> board.createQueue(settings(QueuePlan.usual(queue))));
        else if (random.nextInt(4) == 0) step(() -> board.deleteQueue(queue));
        else step(() -> board.modifyQueue(queue, this::settings));
    }

    /** Nobody says anything any more; what is due by itself must clear it all up. */
    void silence() {
        guests.forEach(guest -> guest.alive = false);
        claimed.forEach(AgentLease::talkOver);
        for (int i = 0; i < 10_000 && board.agenda().next().isPresent(); i++) {
            now = board.agenda().next().orElseThrow();
            board.tick();
        }
        rules.check(board, now);
        rules.checkEnd(board);
    }

    private void advance(int millis) {
        Instant target = now.plusMillis(millis);
        for (var next = board.agenda().next();
                next.isPresent() && !next.get().isAfter(target);
                next = board.agenda().next()) {
            now = next.get();
            board.tick();
            rules.check(board, now);
        }
        now = target;
    }

    /** Calls back, sometimes. */
    private final class Backs implements CallBacks {
        @Override
        public void due(String applicationId, HeldPlace place) {
            if (random.nextInt(3) != 0) callBacks.add(place.wish());
            else if (random.nextBoolean()) unwanted.add(place.callId());
        }

        @Override
        public boolean idle() {
            return true;
        }

        @Override
        public void over(String applicationId, HeldPlace place, QueueEnd why) {}
    }

    private static <T> void remember(Deque<T> memory, T one) {
        memory.addLast(one);
        if (memory.size() > REMEMBERED) memory.removeFirst();
    }

    private String agentId() {
        return "100" + random.nextInt(AGENTS);
    }

    private Duration seconds(int least, int most) {
        return Duration.ofSeconds(random.nextInt(least, most + 1));
    }

    @SafeVarargs
    private <T> T oneOf(T... all) {
        return all[random.nextInt(all.length)];
    }
}
