package io.ringflow.ivr.queue;

import io.ringflow.ivr.queue.Lease.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Watches a call centre from outside, and fails at the first thing that must not be (flow-protocol 7.1, D24). */
final class CentreRules implements CentreObserver {

    /** What may follow what, as the protocol has it; {@code -}: off duty. A withdrawn offer leads back to where it began. */
    private static final Set<String> LEGAL =
            Set.of("-0", "-1", "01", "02", "10", "12", "23", "24", "20", "21", "30", "40");

    private final Map<String, String> states = new HashMap<>();
    private final Map<String, String> beforeOffer = new HashMap<>();
    private final Set<String> inside = new HashSet<>();
    private final Set<String> refusing = new HashSet<>();
    private int entered;
    private int answered;
    private int left;
    private int restarts;

    int entered() {
        return entered;
    }

    int answered() {
        return answered;
    }

    int left() {
        return left;
    }

    int restarts() {
        return restarts;
    }

    /** The server is gone, and every call with it; only places that are kept are not. */
    void killed(CentreStore.Shelf shelf) {
        restarts++;
        var held = new HashSet<String>();
        shelf.places().forEach(place -> held.add(place.callId()));
        int before = inside.size();
        inside.retainAll(held);
        left += before - inside.size();
        // Who was being called back is so again.
        for (var id : held) if (inside.add(id)) entered++;
        var onDuty = new HashSet<String>();
        shelf.agents().forEach(agent -> onDuty.add(agent.duty().agentId()));
        states.keySet().removeIf(id -> {
            boolean gone = !onDuty.contains(id);
            must(!gone || "3".equals(states.get(id)), "on duty, and not after a restart", id);
            return gone;
        });
        must(states.keySet().equals(onDuty), "on duty after a restart, and was not", onDuty);
    }

    /** The next one has read what was left. */
    void restored(Switchboard board, CentreStore.Shelf shelf, Instant now) {
        for (var stored : shelf.agents()) {
            var agent = board.roster().find(stored.duty().agentId()).orElseThrow();
            boolean byItself = stored.state() == AgentState.TALKING
                    ? stored.readyAfter().filter(Duration::isZero).isPresent()
                    : stored.readyAt().filter(at -> !at.isAfter(now)).isPresent();
            must(agent.is(AgentState.READY) == (stored.ready() || byItself), "is not as it was", stored);
        }
        for (var place : shelf.places()) {
            // Its queue was deleted while it was being called back.
            if (board.floor().has(place.queue())) continue;
            must(board.floor().find(place.callId()).isEmpty(), "a place in no queue", place);
            if (inside.remove(place.callId())) left++;
        }
        check(board, now);
    }

    static void must(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }

    private static void must(boolean holds, String what, Object about) {
        if (!holds) throw new AssertionError(what + ": " + about);
    }

    @Override
    public void agentChanged(AgentChange change) {
        String before = states.getOrDefault(change.agentId(), "-");
        String next = Integer.toString(change.state().number());
        var said =
                change.before().map(state -> Integer.toString(state.number())).orElse("-");
        must(before.equals(said), "told another state before", change);
        must(LEGAL.contains(before + next), "an illegal agentstate " + before + next, change);
        must(!refusing.contains(change.agentId()) || next.equals("0"), "4 must be followed by 0", change);
        if (next.equals("4")) refusing.add(change.agentId());
        else refusing.remove(change.agentId());
        if (next.equals("2")) beforeOffer.put(change.agentId(), before);
        if (before.equals("2") && (next.equals("0") || next.equals("1"))) {
            must(next.equals(beforeOffer.get(change.agentId())), "withdrawn, and not as before", change);
        }
        if (before.equals("0") && next.equals("1")) {
            boolean asked = change.why() == AgentEvent.MADE_READY || change.why() == AgentEvent.WRAPPED_UP;
            must(asked, "ready without being told to", change);
        }
        must(change.callId().isPresent() || !next.equals("2") && !next.equals("3"), "2 and 3 have a call", change);
        states.put(change.agentId(), next);
    }

    @Override
    public void agentOffDuty(String applicationId, String agentId, Instant at) {
        String before = states.remove(agentId);
        must("0".equals(before) || "1".equals(before), "off duty in the middle of a call", agentId);
    }

    @Override
    public void callerEntered(CallerChange change) {
        entered++;
        must(inside.add(change.callId()), "entered twice", change);
    }

    @Override
    public void callerLeft(CallerChange change, QueueExit how) {
        left++;
        if (how == QueueExit.ANSWERED) answered++;
        must(inside.remove(change.callId()), "left twice, or never entered", change);
    }

    @Override
    public void callerOffered(CallerChange change) {
        must(inside.contains(change.callId()), "offered an agent, and does not wait", change);
        must("2".equals(states.get(change.agentId().orElseThrow())), "offered an agent that is not locked", change);
    }

    @Override
    public void talkOver(CallerChange change, Duration talk) {
        must(!talk.isNegative(), "a talk of less than nothing", change);
    }

    /** In the middle of an offer: nobody is passed over who comes first. */
    void offered(Switchboard board, SampleCaller caller, AgentLease lease, Instant now) {
        var agent = board.roster().find(lease.agentId()).orElseThrow();
        Visit served = null;
        for (var visit : board.floor().inOrder()) if (visit.caller() == caller) served = visit;
        must(served != null, "offered to one who does not wait", caller.callId());
        // The agent may have been kept for it.
        if (served.wish().heldPlace().isPresent()) return;
        for (var other : board.floor().inOrder()) {
            if (other == served || !other.waits() || !other.offers.isEmpty()) continue;
            must(
                    !(before(other, served) && other.suits(agent, now)),
                    "passed over",
                    other.callId() + " by " + served.callId());
        }
    }

    private static boolean before(Visit one, Visit other) {
        if (one.priority != other.priority) return one.priority > other.priority;
        return one.enteredAt().isBefore(other.enteredAt());
    }

    /** Between two events. */
    void check(Switchboard board, Instant now) {
        var talking = new HashSet<String>();
        for (var agent : board.roster().all()) {
            var lease = Optional.ofNullable(agent.lease);
            boolean lent = agent.is(AgentState.LOCKED) || agent.is(AgentState.TALKING);
            must(lent == lease.isPresent(), "a lease and the state of an agent differ", agent.id());
            must(!agent.is(AgentState.REFUSED), "stays refused", agent.id());
            must(
                    agent.is(AgentState.READY) == board.roster().ready().contains(agent),
                    "ready, and not counted as such, or the other way round",
                    agent.id());
            if (lease.isEmpty()) continue;
            must(lease.get().agent() == agent, "two agents have one lease", agent.id());
            must(lease.get().phase != Phase.OVER, "a lease that is over holds an agent", agent.id());
            must(!lease.get().deadline().isBefore(now), "a lease outlives its deadline", agent.id());
            if (lease.get().phase == Phase.TALKING) {
                must(
                        talking.add(lease.get().callId()),
                        "two agents talk with one caller",
                        lease.get().callId());
            }
        }
        idle(board, now);
    }

    /** Nobody waits for an agent who waits for somebody. */
    private static void idle(Switchboard board, Instant now) {
        if (board.roster().ready().isEmpty()) return;
        for (var visit : board.floor().inOrder()) {
            must(visit.waits(), "neither waits nor is gone", visit.callId());
            if (!visit.offers.isEmpty()) continue;
            for (var agent : board.roster().ready()) {
                must(
                        !visit.suits(agent, now),
                        "an idle agent, and a caller for it",
                        agent.id() + " and " + visit.callId());
            }
        }
    }

    /** When everybody has gone silent for long enough. */
    void checkEnd(Switchboard board) {
        must(board.floor().inOrder().isEmpty(), "somebody waits for ever");
        for (var agent : board.roster().all()) {
            boolean rests = agent.is(AgentState.PREPARING) || agent.is(AgentState.READY);
            must(rests, "stuck", agent.id());
        }
        must(inside.isEmpty(), "entered, and never left", inside);
        must(entered == left, "left more or less often than entered", entered + " " + left);
        must(
                board.agenda().size() == 0,
                "something is due, and for nobody",
                board.agenda().size());
    }
}
