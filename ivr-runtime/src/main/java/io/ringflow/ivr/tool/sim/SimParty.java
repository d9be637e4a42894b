package io.ringflow.ivr.tool.sim;

import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegEvent;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.LegState;
import io.ringflow.sip.SessionDescription;
import java.time.Duration;
import java.util.OptionalInt;

/** Somebody who is called for the caller, as a leg. Thread-safe. */
final class SimParty implements CallLeg {

    private static final Duration DIALLING = Duration.ofSeconds(1);
    private static final Duration PICKING_UP = Duration.ofSeconds(2);
    private static final Duration TALK = Duration.ofSeconds(10);

    private final String number;
    private final SimTime time;
    private final Story story;
    private final LegListener listener;

    private volatile LegState state = LegState.INVITED;

    SimParty(String number, SimTime time, Story story, LegListener listener) {
        this.number = number;
        this.time = time;
        this.story = story;
        this.listener = listener;
    }

    void begin(PartyPlan plan, Duration mostRinging) {
        story.call("calls " + number);
        time.after(DIALLING, () -> {
            switch (plan) {
                case ANSWERS -> {
                    rings();
                    time.after(PICKING_UP, this::picksUp);
                }
                case BUSY -> end(EndReason.of(Cause.CALLEE_BUSY, number + " is busy"));
                case SILENT -> {
                    rings();
                    time.after(mostRinging, this::givenUp);
                }
            }
        });
    }

    private void rings() {
        if (state == LegState.ENDED) return;
        state = LegState.EARLY;
        listener.onEvent(new LegEvent.Progress(180, false));
    }

    private void picksUp() {
        if (state == LegState.ENDED) return;
        state = LegState.CONFIRMED;
        story.call(number + " answers");
        listener.onAnswer(SessionDescription.sdp("simulated"));
        listener.onEvent(new LegEvent.Confirmed());
        time.after(TALK, () -> end(EndReason.of(Cause.CALLEE_HUNG_UP, number + " hangs up")));
    }

    private void givenUp() {
        if (state != LegState.CONFIRMED) end(EndReason.of(Cause.NO_ANSWER, number + " does not answer"));
    }

    private void end(EndReason reason) {
        if (state == LegState.ENDED) return;
        state = LegState.ENDED;
        story.call(reason.text());
        listener.onEvent(new LegEvent.Ended(reason));
    }

    @Override
    public void bye(EndReason reason) {
        if (state == LegState.ENDED) return;
        state = LegState.ENDED;
        story.call(number + " is hung up");
        listener.onEvent(new LegEvent.Ended(reason));
    }

    @Override
    public String id() {
        return number;
    }

    @Override
    public LegState state() {
        return state;
    }

    @Override
    public void listen(LegListener owner) {}

    @Override
    public void ring() {}

    @Override
    public void progress(SessionDescription description) {}

    @Override
    public void answer(SessionDescription description) {}

    @Override
    public void reject(EndReason reason, OptionalInt retryAfterSeconds) {
        bye(reason);
    }

    @Override
    public void reoffer(SessionDescription offer) {}

    @Override
    public void info(String contentType, byte[] body) {}

    @Override
    public void refer(String user) {}

    @Override
    public String ladder() {
        return "";
    }
}
