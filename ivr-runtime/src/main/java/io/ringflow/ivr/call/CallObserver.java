package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.ivr.flow.FlowAnswer;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.speech.SpeechFailure;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import java.time.Duration;

/**
 * Facts about calls, for metrics and the call story. Contract: fast, no lock, no throw; on the call's thread, but for
 * {@link #refused}, which comes on the leg's.
 *
 * <pre>
 * refused
 * started ─▶ ( answered? asked flowSent waits commandRan promptMissing speechMissing keysReported partyCalled? partyEnded )*
 *         ─▶ ended
 * </pre>
 */
public interface CallObserver {

    CallObserver NONE = new CallObserver() {};

    /** An invitation was turned away without a call being made of it. */
    default void refused(EndReason reason) {}

    default void started(Call call) {}

    /** @param nanos from the invitation to the acknowledged answer */
    default void answered(Call call, long nanos) {}

    /** An exchange with the application is over; not told when the call ended meanwhile. */
    default void asked(Call call, Notification notification, FlowAnswer answer, long nanos) {}

    /** A document that was sent to the call is about to run. */
    default void flowSent(Call call, FlowDocument document, String sender) {}

    default void commandRan(Call call, Command command) {}

    /** A command is about to wait for these. */
    default void waits(Call call, Waiting waiting) {}

    default void promptMissing(Call call, String file) {}

    /** Something was not said. */
    default void speechMissing(Call call, SpeechFailure failure) {}

    /** Keys are about to be reported; how many, never which. */
    default void keysReported(Call call, int count) {}

    /** Somebody is called for this call. */
    default void partyCalled(Call call, String number, String trunk, CallLeg leg) {}

    /**
     * That is over; also told, of trunk "none", when it could not even be tried.
     *
     * @param talked zero if there was no answer
     */
    default void partyEnded(Call call, String trunk, EndReason reason, Duration talked) {}

    default void ended(CallSummary summary) {}
}
