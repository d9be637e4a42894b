package io.ringflow.ivr.call;

import io.ringflow.ivr.application.AccessNumber;
import io.ringflow.ivr.call.TalkOperation.Supervision;
import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.TalkParty;
import io.ringflow.ivr.command.TalkRole;
import io.ringflow.ivr.command.Upcoming;
import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.Membership;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who was called into a talk of two: consulted, or to supervise. A consulted one may become the one that the caller
 * talks with. Owned by the call's thread; closing hangs up, and closing twice does nothing.
 */
final class ThirdParty implements TalkParty {

    private final Talks talks;
    private final OtherSide called;
    private final Borrowed agent;
    private final String number;
    private final String action;

    private Optional<Supervision> supervision;
    private @Nullable Membership seat;
    private boolean told;

    /**
     * @param agent what it is as an agent, or nothing
     * @param supervision empty: it is consulted
     * @param action told what came of calling it
     */
    ThirdParty(
            Talks talks,
            OtherSide called,
            Borrowed agent,
            String number,
            Optional<Supervision> supervision,
            String action) {
        this.talks = talks;
        this.called = called;
        this.agent = agent;
        this.number = number;
        this.supervision = supervision;
        this.action = action;
    }

    /** Which one it is, in what applications say. */
    boolean is(TalkOperation.Whom who) {
        return switch (who) {
            case TalkOperation.Whom.Agent(String id) ->
                agent.agentId().filter(id::equals).isPresent();
            case TalkOperation.Whom.Number(String wanted) ->
                agent.agentId().isEmpty() && number.equals(AccessNumber.plain(wanted));
        };
    }

    long id() {
        return called.id();
    }

    OtherSide side() {
        return called;
    }

    String action() {
        return action;
    }

    /** Whether it is to be told now what came of calling it: once. */
    boolean tellOnce() {
        boolean first = !told;
        told = true;
        return first && !action.isEmpty();
    }

    /** It has picked up; false when it is lent to this call no more. */
    boolean answered() {
        return agent.answered();
    }

    /** Sits down with the others; one who sits takes the role at once. */
    void enter(TalkSound sound) {
        if (seat == null) seat = sound.join(called.session(), role());
    }

    boolean seated() {
        return seat != null;
    }

    void supervise(Supervision how) {
        supervision = Optional.of(how);
        if (seat != null) seat.role(role());
    }

    /** From now on it is the one that the caller talks with. */
    void takeOver() {
        if (seat != null) seat.role(ConferenceRole.AGENT);
    }

    private ConferenceRole role() {
        return supervision
                .map(how -> switch (how) {
                    case LISTEN -> ConferenceRole.MONITOR;
                    case COACH -> ConferenceRole.COACH;
                    // Heard by all, and one of those who hear a coach.
                    case BARGE -> ConferenceRole.AGENT;
                })
                .orElse(ConferenceRole.SPEAKER);
    }

    TalkState.Third facts() {
        return new TalkState.Third(number, agent.agentId(), supervision, called.state() == State.TALKING);
    }

    @Override
    public State state() {
        return agent.withdrawn() ? State.OVER : called.state();
    }

    @Override
    public Activity change() {
        return called.change();
    }

    /** It is. */
    @Override
    public void connect() {}

    @Override
    public Optional<AgentLease> lease() {
        return agent.lease();
    }

    @Override
    public void role(TalkRole role) {
        if (seat != null) seat.role(TalkRoom.inConference(role));
    }

    /** It talks already. */
    @Override
    public void say(Upcoming prompt) {}

    @Override
    public boolean saying() {
        return false;
    }

    @Override
    public void ring() {}

    @Override
    public void press(char key) {
        called.press(key);
    }

    /** The agent presses a key for whom it consults. */
    void keyOfAgent(char key) {
        if (called.state() == State.TALKING) called.send(key);
    }

    @Override
    public Duration talked() {
        return called.talked();
    }

    @Override
    public boolean hungUp() {
        return called.hungUp();
    }

    @Override
    public String code() {
        return called.code();
    }

    @Override
    public void close() {
        agent.over(called.state() == State.OVER, called.code());
        if (seat != null) seat.close();
        called.close();
        talks.leave(called.id());
    }
}
