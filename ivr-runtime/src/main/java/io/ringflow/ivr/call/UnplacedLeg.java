package io.ringflow.ivr.call;

import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.LegState;
import io.ringflow.sip.SessionDescription;
import java.util.OptionalInt;

/** The leg of a call whose far end is not called yet, as its agent is called first. Immutable; does nothing. */
record UnplacedLeg() implements CallLeg {

    @Override
    public String id() {
        return "none";
    }

    @Override
    public LegState state() {
        return LegState.INVITED;
    }

    @Override
    public void listen(LegListener listener) {}

    @Override
    public void ring() {}

    @Override
    public void progress(SessionDescription description) {}

    @Override
    public void answer(SessionDescription description) {}

    @Override
    public void reject(EndReason reason, OptionalInt retryAfterSeconds) {}

    @Override
    public void reoffer(SessionDescription offer) {}

    @Override
    public void info(String contentType, byte[] body) {}

    @Override
    public void refer(String user) {}

    @Override
    public void bye(EndReason reason) {}

    @Override
    public String ladder() {
        return "";
    }
}
