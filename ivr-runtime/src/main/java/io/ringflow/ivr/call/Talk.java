package io.ringflow.ivr.call;

import io.ringflow.ivr.application.AccessNumber;
import io.ringflow.ivr.call.SessionTalks.Hold;
import io.ringflow.ivr.call.TalkOperation.Supervision;
import io.ringflow.ivr.call.TalkOperation.Whom;
import io.ringflow.ivr.call.TelephoneHold.Holder;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.Voices;
import io.ringflow.ivr.queue.AgentClaim;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.Playback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A caller's talk with its party, and the third parties in it: who hears whom, who is called in, and what becomes of the
 * others when one leaves. Owned by the call's thread. "Agent" is whom the caller talks with, whoever that is.
 */
final class Talk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Talk.class);

    private static final Duration RINGING = Duration.ofSeconds(30);

    private final Call call;
    private final CallServices services;
    private final Talks talks;
    private final TalkSound sound;
    private final List<ThirdParty> supervisors = new ArrayList<>();

    private final TelephoneHold telephoneHold;

    private OtherSide party;
    private @Nullable ThirdParty consulted;
    private @Nullable ThirdParty successor;
    private @Nullable Playback ringing;
    private @Nullable HoldMusic music;
    private boolean threeWay;
    private boolean held;

    /** @param party whom the caller talks with */
    Talk(Call call, CallServices services, Talks talks, OtherSide party, TalkSound sound) {
        this.call = call;
        this.services = services;
        this.talks = talks;
        this.party = party;
        this.sound = sound;
        this.telephoneHold = new TelephoneHold(call, services, sound);
    }

    boolean isWith(long other) {
        return party.id() == other;
    }

    boolean isOver(TalkSound other) {
        return sound == other;
    }

    boolean hasThird(long other) {
        return third(other).isPresent();
    }

    boolean callerApart() {
        return music != null;
    }

    /**
     * Does what is wanted.
     *
     * @throws TalkRefused it can't be done
     * @throws DialRefused somebody can't be called
     */
    TalkState run(TalkOperation operation) {
        boolean before = held;
        try {
            switch (operation) {
                case TalkOperation.Query _ -> {}
                case TalkOperation.Monitor wanted -> monitor(wanted);
                case TalkOperation.StopMonitor stop ->
                    leave(supervisor(stop.who()).orElseThrow(Talk::nobody));
                case TalkOperation.Consult wanted -> consult(wanted.who(), wanted.action());
                case TalkOperation.StopConsult _ -> {
                    if (consulted == null) throw new TalkRefused(TalkError.NOBODY_CONSULTED);
                    leave(consulted);
                }
                case TalkOperation.ThreeWay _ -> {
                    if (consulted == null || consulted.state() != Party.State.TALKING) {
                        throw new TalkRefused(TalkError.NOBODY_CONSULTED);
                    }
                    threeWay = true;
                    held = false;
                }
                case TalkOperation.Hold wanted -> held = wanted.held();
            }
            settle();
        } catch (MediaFailure overloaded) {
            held = before;
            if (consulted != null && operation instanceof TalkOperation.Consult) leave(consulted);
            throw new TalkRefused(TalkError.OVERLOADED, overloaded);
        }
        if (isDone(operation)) tell(operation.action(), "0", Optional.empty());
        return state();
    }

    /** Whether what came of it is known at once. */
    private static boolean isDone(TalkOperation operation) {
        return !(operation instanceof TalkOperation.Consult) && !(operation instanceof TalkOperation.Monitor);
    }

    private static TalkRefused nobody() {
        return new TalkRefused(TalkError.NO_SUCH_PARTY);
    }

    private void monitor(TalkOperation.Monitor wanted) {
        var there = supervisor(wanted.who());
        if (there.isEmpty()) {
            supervisors.add(called(wanted.who(), Optional.of(wanted.how()), wanted.action()));
            return;
        }
        there.get().supervise(wanted.how());
        tell(wanted.action(), "0", there);
    }

    private void consult(Whom who, String action) {
        if (consulted != null) throw new TalkRefused(TalkError.CONSULTS);
        consulted = called(who, Optional.empty(), action);
        threeWay = false;
    }

    private ThirdParty called(Whom who, Optional<Supervision> how, String action) {
        if (thirds().size() >= TalkDesk.MOST_THIRDS) throw new TalkRefused(TalkError.FULL);
        long id = talks.nextThird();
        var agent = new Borrowed(call, id);
        var number =
                switch (who) {
                    case Whom.Number(String written) -> AccessNumber.plain(written);
                    case Whom.Agent(String agentId) -> {
                        var claim = new AgentClaim(agentId, true, "");
                        var lease = services.centres().of(call.application()).claim(claim, agent);
                        agent.as(lease);
                        yield lease.number();
                    }
                };
        var ringing = agent.lease().map(lent -> lent.terms().ringTime()).orElse(RINGING);
        var wish = new Party.Wish(number, Optional.empty(), ringing);
        try {
            var leg = openLine(agent, id).orElseGet(() -> CalledParty.call(wish, id, call, services, talks));
            return new ThirdParty(talks, leg, agent, number, how, action);
        } catch (RuntimeException refused) {
            agent.over(true, refused instanceof DialRefused dial ? UnreachedParty.code(dial.reason(), false) : "");
            throw refused;
        }
    }

    /** The call of an agent who stays on the line between talks. */
    private Optional<OtherSide> openLine(Borrowed agent, long id) {
        return agent.lease()
                .filter(lent -> lent.terms().nailedUp())
                .flatMap(lent ->
                        services.calls().line(OpenLines.key(call.application().id(), lent.agentId())))
                .flatMap(line -> ConnectedCall.fetch(line.id().text(), Voices.BOTH, id, call, services, talks));
    }

    /** Something about a third party is not as it was. */
    void changed(long id) {
        third(id).ifPresent(third -> {
            switch (third.state()) {
                case CALLED -> {}
                // The agent hears how it is being reached.
                case AUDIBLE -> {
                    if (third == consulted) enter(third);
                }
                case TALKING -> {
                    if (!third.answered() || !enter(third)) leave(third);
                    else if (third.tellOnce()) tell(third.action(), "0", Optional.of(third));
                }
                case OVER -> leave(third);
            }
        });
        settle();
    }

    private boolean enter(ThirdParty third) {
        try {
            third.enter(sound);
            return true;
        } catch (MediaFailure refused) {
            LOG.warn("call {}: a third party can't join: {}", call.id(), refused.getMessage());
            return false;
        }
    }

    /** It leaves, hung up by us or by itself. */
    private void leave(ThirdParty third) {
        supervisors.remove(third);
        if (consulted == third) {
            consulted = null;
            threeWay = false;
        }
        third.close();
        if (third.tellOnce()) tell(third.action(), failure(third.code()), Optional.of(third));
    }

    /** One who was hung up while being called has no failure of its own. */
    private static String failure(String code) {
        return code.equals("000000") ? "107487" : code;
    }

    /** The agent leaves a talk of three: the consulted one is the agent from now on. Empty: nobody would be left. */
    Optional<ThirdParty> succeed() {
        var next = consulted;
        if (next == null || !threeWay || call.inbox().ended().isPresent()) return Optional.empty();
        consulted = null;
        threeWay = false;
        held = false;
        party = next.side();
        successor = next;
        sound.partyLeaves();
        next.takeOver();
        settle();
        LOG.info("call {} talks on with whom its party consulted", call.id());
        return Optional.of(next);
    }

    /** A key of the agent is for whom it consults, or for the caller; of third parties keys are for nobody. */
    void pressed(long by, char key) {
        if (!isWith(by)) return;
        if (!callerApart()) KeyPress.forCall(call, key);
        else if (consulted != null) consulted.keyOfAgent(key);
    }

    TalkState state() {
        return new TalkState(
                call.id().text(),
                callerApart(),
                threeWay,
                thirds().stream().map(ThirdParty::facts).toList());
    }

    /** Makes what is heard follow what is so. */
    void settle() {
        boolean apart = held || (consulted != null && !threeWay);
        boolean rings = consulted != null && !consulted.seated();
        if (apart && music == null) {
            sound.apart(true);
            music = HoldMusic.begin(call, services);
        }
        if (!apart && music != null) {
            sound.apart(false);
            music.close();
            music = null;
        }
        // Of three, two can still talk.
        telephoneHold.look(apart || consulted != null ? Optional.empty() : holder());
        if (rings && ringing == null) ringing = sound.play(RingTone.clip());
        if (!rings && ringing != null) {
            ringing.close();
            ringing = null;
        }
    }

    /** Who holds the other; empty: nobody, or each the other. */
    private Optional<Holder> holder() {
        boolean byCaller = call.hold() != Hold.NO;
        boolean byParty = party.hold() != Hold.NO;
        if (byCaller == byParty) return Optional.empty();
        return Optional.of(
                byCaller ? new Holder(call.hold(), call.media()) : new Holder(party.hold(), party.session()));
    }

    private void tell(String action, String result, Optional<ThirdParty> about) {
        if (action.isEmpty()) return;
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("result", result);
        about.map(ThirdParty::facts).ifPresent(third -> {
            third.agentId().ifPresent(id -> parameters.put("agentid", id));
            parameters.put("number", third.number());
        });
        var words = new CallNotifications(services.settings().zone());
        services.notifier().send(words.callback(call, new Outcome.Callback(action, "POST", parameters)));
    }

    private Optional<ThirdParty> supervisor(Whom who) {
        return supervisors.stream().filter(third -> third.is(who)).findFirst();
    }

    private Optional<ThirdParty> third(long id) {
        return thirds().stream().filter(third -> third.id() == id).findFirst();
    }

    /** Without one who has become the party. */
    private List<ThirdParty> thirds() {
        var all = new ArrayList<>(supervisors);
        if (consulted != null) all.addFirst(consulted);
        return all;
    }

    @Override
    public void close() {
        thirds().forEach(this::leave);
        if (successor != null) successor.close();
        telephoneHold.close();
        if (ringing != null) ringing.close();
        if (music != null) backFrom(music);
        sound.over();
    }

    /** For whom the caller may talk with next in the same place. */
    private void backFrom(HoldMusic playing) {
        playing.close();
        try {
            sound.apart(false);
        } catch (MediaFailure over) {
            LOG.debug("call {} has left its talk: {}", call.id(), over.getMessage());
        }
    }
}
