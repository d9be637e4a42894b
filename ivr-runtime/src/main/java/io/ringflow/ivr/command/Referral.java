package io.ringflow.ivr.command;

/** The far end's attempt to call somebody in our place (RFC 3515). Each change of its state ends a wait for it. */
public interface Referral extends Activity {

    /** How far it has come. */
    enum State {
        /** It is asked; nothing was said of what becomes of it. */
        ASKED,
        /** It calls. */
        UNDER_WAY,
        /** It has reached whom it was to call. */
        DONE,
        /** It has not. */
        FAILED,
        /** It does not do such a thing. */
        REFUSED
    }

    State state();
}
