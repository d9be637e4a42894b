package io.ringflow.sip;

/** Receives new calls, each on its leg's lane. 100 Trying is already sent. */
@FunctionalInterface
public interface IncomingCalls {
    void onIncoming(CallLeg leg, Invitation invitation);
}
