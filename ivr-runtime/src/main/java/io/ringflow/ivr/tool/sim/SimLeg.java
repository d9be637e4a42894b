package io.ringflow.ivr.tool.sim;

import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegEvent;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.LegState;
import io.ringflow.sip.SessionDescription;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The pretended caller's side of the signalling: takes every answer, and hangs up when told. Thread-safe. */
final class SimLeg implements CallLeg {

    private final Story story;

    private volatile @Nullable LegListener listener;
    private volatile LegState state = LegState.INVITED;

    SimLeg(Story story) {
        this.story = story;
    }

    /** The caller has had enough. */
    void callerHangsUp() {
        boolean answered = state == LegState.CONFIRMED;
        end(EndReason.of(
                answered ? Cause.CALLER_HUNG_UP : Cause.CALLER_CANCELLED,
                answered ? "the caller hung up" : "the caller gave up before the answer"));
    }

    @Override
    public String id() {
        return "simulated";
    }

    @Override
    public LegState state() {
        return state;
    }

    @Override
    public void listen(LegListener owner) {
        listener = owner;
    }

    @Override
    public void ring() {
        state = LegState.EARLY;
    }

    @Override
    public void progress(SessionDescription description) {
        state = LegState.EARLY;
    }

    @Override
    public void answer(SessionDescription description) {
        if (state == LegState.ENDED) return;
        state = LegState.CONFIRMED;
        story.call("the call is answered");
        tell(new LegEvent.Confirmed());
    }

    @Override
    public void reject(EndReason reason, OptionalInt retryAfterSeconds) {
        if (state == LegState.ENDED) return;
        story.call("the caller is refused: " + reason.sipStatus());
        end(reason);
    }

    @Override
    public void reoffer(SessionDescription offer) {}

    @Override
    public void info(String contentType, byte[] body) {}

    /** The pretended caller reaches whomever it is sent to. */
    @Override
    public void refer(String user) {
        story.call("the caller is sent to " + user + " and reaches it");
        tell(new LegEvent.Referral(true, 200));
    }

    @Override
    public void bye(EndReason reason) {
        if (state == LegState.ENDED) return;
        story.call("the call is hung up: " + reason.text());
        end(reason);
    }

    @Override
    public String ladder() {
        return "";
    }

    private void end(EndReason reason) {
        if (state == LegState.ENDED) return;
        state = LegState.ENDED;
        tell(new LegEvent.Ended(reason));
    }

    private void tell(LegEvent event) {
        var owner = listener;
        if (owner != null) owner.onEvent(event);
    }
}
