package io.ringflow.ivr.application;

/** A change of applications, numbers or accounts that can't be; its message is for whoever asked. Nothing was changed. */
public final class ApplicationRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Why why;

    /** The closed set of reasons. */
    public enum Why {
        /** What is to be changed is not there. */
        NOT_FOUND,
        /** The id, the number or the account belongs to another. */
        TAKEN,
        /** It stands in applications.conf. */
        READ_ONLY,
        /** A value that does not do. */
        INVALID,
        /** It is still allocated. */
        IN_USE
    }

    ApplicationRefused(Why why, String message) {
        super(message);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    static ApplicationRefused invalid(String message) {
        return new ApplicationRefused(Why.INVALID, message);
    }
}
