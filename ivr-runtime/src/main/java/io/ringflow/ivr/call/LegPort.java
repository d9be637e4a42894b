package io.ringflow.ivr.call;

import io.ringflow.sip.CallLeg;
import io.ringflow.sip.CallTarget;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import java.util.List;

/** Where legs that call are made: SIP. Thread-safe. */
public interface LegPort {

    /** As {@link io.ringflow.sip.SipEndpoint#call}. */
    CallLeg call(CallTarget target, SessionDescription offer, LegListener listener);

    /** The listeners that a call can be made from. */
    List<ListenAddress> addresses();
}
