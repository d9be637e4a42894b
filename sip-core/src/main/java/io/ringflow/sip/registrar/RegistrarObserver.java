package io.ringflow.sip.registrar;

/**
 * Facts about registrations and passwords, for metrics. Contract: fast, no lock, no throw, any thread.
 *
 * <pre>
 * REGISTER or INVITE ─▶ asked?  ─▶ denied
 * REGISTER           ─▶ asked?  ─▶ registered (its outcome)
 * </pre>
 */
public interface RegistrarObserver {

    RegistrarObserver NONE = new RegistrarObserver() {};

    /** What became of a REGISTER whose sender proved an account. A closed set: it is a metric label. */
    enum Outcome {
        /** Bindings were made, refreshed or removed. */
        CHANGED,
        /** Nothing was to be changed: it asked which bindings there are. */
        ASKED,
        /** 423. */
        TOO_BRIEF,
        /** Not well formed, out of order, or for an account that is not its own. */
        REFUSED,
        /** The bindings could not be kept. */
        NOT_KEPT
    }

    /** Why a password did not do. A closed set: it is a metric label. */
    enum Denial {
        WRONG_PASSWORD,
        /** Not even looked at, after too many wrong ones. */
        TOO_MANY_FAILURES
    }

    default void registered(Outcome outcome) {}

    /** A challenge was sent. */
    default void asked() {}

    default void denied(Denial why) {}
}
