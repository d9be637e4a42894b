package io.ringflow.ivr.tool;

/** The tool can't do what it was asked to; the message is for its user. */
final class ToolFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ToolFailure(String message) {
        super(message);
    }
}
