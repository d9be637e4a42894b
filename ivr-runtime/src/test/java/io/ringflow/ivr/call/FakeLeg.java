package io.ringflow.ivr.call;

import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegEvent;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.LegState;
import io.ringflow.sip.SessionDescription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** A leg without a network: writes down what it is told to say, and says what a test tells it to. */
final class FakeLeg implements CallLeg {

    final List<String> said = new CopyOnWriteArrayList<>();
    final List<EndReason> reasons = new CopyOnWriteArrayList<>();
    boolean acknowledges = true;

    private LegListener listener = new RefusedLeg();
    private volatile LegState state = LegState.INVITED;

    @Override
    public String id() {
        return "leg";
    }

    @Override
    public LegState state() {
        return state;
    }

    @Override
    public void listen(LegListener owner) {
        listener = owner;
    }

    LegListener listener() {
        return listener;
    }

    @Override
    public void ring() {
        say("180", LegState.EARLY);
    }

    @Override
    public void progress(SessionDescription description) {
        say("183", LegState.EARLY);
    }

    @Override
    public void answer(SessionDescription description) {
        say("200 " + description.text(), LegState.ANSWERED);
        if (acknowledges) acknowledge();
    }

    @Override
    public void reject(EndReason reason, OptionalInt retryAfterSeconds) {
        finish(String.valueOf(reason.sipStatus()), reason);
    }

    @Override
    public void reoffer(SessionDescription offer) {
        say("INVITE", state);
    }

    @Override
    public void info(String contentType, byte[] body) {
        said.add("INFO " + new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void refer(String user) {
        said.add("REFER " + user);
    }

    /** The far end tells what became of a REFER. */
    void tells(boolean accepted, int status) {
        listener.onEvent(new LegEvent.Referral(accepted, status));
    }

    @Override
    public void bye(EndReason reason) {
        finish("BYE", reason);
    }

    @Override
    public String ladder() {
        return String.join("\n", said);
    }

    void acknowledge() {
        state = LegState.CONFIRMED;
        listener.onEvent(new LegEvent.Confirmed());
    }

    void callerHangsUp() {
        ends(Cause.CALLER_HUNG_UP);
    }

    void callerCancels() {
        ends(Cause.CALLER_CANCELLED);
    }

    void acknowledgementNeverComes() {
        ends(Cause.NOT_ACKNOWLEDGED);
    }

    void ends(Cause cause) {
        state = LegState.ENDED;
        listener.onEvent(new LegEvent.Ended(EndReason.of(cause, cause.name())));
    }

    private void say(String what, LegState next) {
        if (state == LegState.ENDED) return;
        said.add(what);
        state = next;
    }

    private void finish(String what, EndReason reason) {
        if (state == LegState.ENDED) return;
        said.add(what);
        reasons.add(reason);
        state = LegState.ENDED;
        listener.onEvent(new LegEvent.Ended(reason));
    }
}
