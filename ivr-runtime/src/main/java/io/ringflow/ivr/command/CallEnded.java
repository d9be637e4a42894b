package io.ringflow.ivr.command;

/**
 * The call is over: passes through whatever a command was doing, so that its scopes close. The one exception that
 * steers; commands never catch it.
 */
public final class CallEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CallEnded(String why) {
        // No stack trace: it is an everyday end, thrown once per call.
        super(why, null, false, false);
    }
}
