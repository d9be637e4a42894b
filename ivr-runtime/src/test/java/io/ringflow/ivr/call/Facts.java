package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.flow.FlowAnswer;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.speech.SpeechFailure;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what observers are told. */
final class Facts implements CallObserver {

    final List<String> told = new CopyOnWriteArrayList<>();
    final List<CallSummary> summaries = new CopyOnWriteArrayList<>();

    @Override
    public void refused(EndReason reason) {
        told.add("refused " + reason.sipStatus());
    }

    @Override
    public void started(Call call) {
        told.add("started");
    }

    @Override
    public void answered(Call call, long nanos) {
        told.add("answered");
    }

    @Override
    public void asked(Call call, Notification notification, FlowAnswer answer, long nanos) {
        told.add("asked " + notification.target());
    }

    @Override
    public void commandRan(Call call, Command command) {
        told.add("ran " + command.spec().element());
    }

    @Override
    public void promptMissing(Call call, String file) {
        told.add("missing " + file);
    }

    @Override
    public void speechMissing(Call call, SpeechFailure failure) {
        told.add("speech missing " + failure.kind());
    }

    @Override
    public void keysReported(Call call, int count) {
        told.add("keys " + count);
    }

    @Override
    public void partyCalled(Call call, String number, String trunk, CallLeg leg) {
        told.add("called " + number + " over " + trunk);
    }

    @Override
    public void partyEnded(Call call, String trunk, EndReason reason, Duration talked) {
        told.add("party of " + trunk + " ended: " + reason.cause() + " after " + talked.toSeconds() + " s");
    }

    @Override
    public void ended(CallSummary summary) {
        told.add("ended");
        summaries.add(summary);
    }
}
