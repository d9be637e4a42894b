package io.ringflow.ivr.command;

/** Where a command may stand in a document (flow-protocol 1.3). */
public enum Role {
    /** First, and the only one that may call back. */
    MAIN("main"),
    /** After the main command, when that did not call back. */
    SECONDARY("secondary"),
    /** Inside another command. */
    NESTED("nested"),
    /** At the end: where the flow goes on, or that it ends. */
    TAIL("tail");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The word for it in documents and messages. */
    public String word() {
        return word;
    }
}
