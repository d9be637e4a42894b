package io.ringflow.sip;

import java.util.List;

/**
 * Whom to call: one far end or several at once, and where the call goes on when it can't be made that way. Asked on the
 * call's own lane; must not block.
 */
public interface CallPlan {

    /** Those that are called at once, the preferred one first; at least one. The first that answers has the call. */
    List<CallTarget> first();

    /** Whether {@link #next} may give more. */
    default boolean goesOn() {
        return false;
    }

    /**
     * Where to go on when nobody called so far is being called any more and nobody has answered.
     *
     * @param failed why, in the words of the far end that says most
     * @return those to call at once now; empty: the call fails with that reason
     */
    default List<CallTarget> next(EndReason failed) {
        return List.of();
    }

    /** To this one and nowhere else. */
    static CallPlan of(CallTarget target) {
        return () -> List.of(target);
    }
}
