package io.ringflow.ivr.observe;

import io.ringflow.ivr.call.Call;
import io.ringflow.ivr.call.CallObserver;
import io.ringflow.ivr.call.CallSummary;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.ivr.flow.FlowAnswer;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.speech.SpeechFailure;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import java.time.Duration;
import java.util.List;

/** Tells each fact to several observers, in order. */
public record CallObservers(List<CallObserver> observers) implements CallObserver {

    @Override
    public void refused(EndReason reason) {
        observers.forEach(o -> o.refused(reason));
    }

    @Override
    public void started(Call call) {
        observers.forEach(o -> o.started(call));
    }

    @Override
    public void answered(Call call, long nanos) {
        observers.forEach(o -> o.answered(call, nanos));
    }

    @Override
    public void asked(Call call, Notification notification, FlowAnswer answer, long nanos) {
        observers.forEach(o -> o.asked(call, notification, answer, nanos));
    }

    @Override
    public void flowSent(Call call, FlowDocument document, String sender) {
        observers.forEach(o -> o.flowSent(call, document, sender));
    }

    @Override
    public void commandRan(Call call, Command command) {
        observers.forEach(o -> o.commandRan(call, command));
    }

    @Override
    public void waits(Call call, Waiting waiting) {
        observers.forEach(o -> o.waits(call, waiting));
    }

    @Override
    public void promptMissing(Call call, String file) {
        observers.forEach(o -> o.promptMissing(call, file));
    }

    @Override
    public void speechMissing(Call call, SpeechFailure failure) {
        observers.forEach(o -> o.speechMissing(call, failure));
    }

    @Override
    public void keysReported(Call call, int count) {
        observers.forEach(o -> o.keysReported(call, count));
    }

    @Override
    public void partyCalled(Call call, String number, String trunk, CallLeg leg) {
        observers.forEach(o -> o.partyCalled(call, number, trunk, leg));
    }

    @Override
    public void partyEnded(Call call, String trunk, EndReason reason, Duration talked) {
        observers.forEach(o -> o.partyEnded(call, trunk, reason, talked));
    }

    @Override
    public void ended(CallSummary summary) {
        observers.forEach(o -> o.ended(summary));
    }
}
