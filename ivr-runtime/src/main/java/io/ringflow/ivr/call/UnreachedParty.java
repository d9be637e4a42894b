package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.Party;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A party that could not even be called. Immutable. */
record UnreachedParty(EndReason reason) implements Party {

    /** D16, of a leg that we called. */
    static String code(@Nullable EndReason reason, boolean answered) {
        if (reason == null || (answered && reason.sipStatus() == 200)) return "000000";
        if (reason.cause() == Cause.MEDIA_TIMEOUT) return "106408";
        return "107%03d".formatted(reason.sipStatus() == 200 ? 487 : reason.sipStatus());
    }

    @Override
    public State state() {
        return State.OVER;
    }

    @Override
    public Activity change() {
        return () -> {};
    }

    @Override
    public void connect() {}

    @Override
    public void press(char key) {}

    @Override
    public Duration talked() {
        return Duration.ZERO;
    }

    @Override
    public boolean hungUp() {
        return false;
    }

    @Override
    public String code() {
        return code(reason, false);
    }

    @Override
    public void close() {}
}
