package io.ringflow.ivr.call;

/**
 * Another document was sent to the call: passes through whatever a command was waiting for, so that its scopes close, as
 * {@link io.ringflow.ivr.command.CallEnded} does. The document stays in the inbox, where {@link CallScript} finds it.
 */
final class FlowReplaced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FlowReplaced() {
        // No stack trace: it steers.
        super("another document was sent", null, false, false);
    }
}
