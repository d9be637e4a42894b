package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Activity;
import org.jspecify.annotations.Nullable;

/** Which waits are those of a call that is with somebody, out of which no other call may fetch it. Stateless. */
final class Engagement {

    private Engagement() {}

    static boolean of(@Nullable Activity awaited) {
        return awaited instanceof OtherSide.Change
                || awaited instanceof ConferenceVisit
                || awaited instanceof LiveCentreVisit
                || awaited instanceof LiveJoint
                || awaited instanceof LiveReferral
                || awaited instanceof Connection;
    }
}
