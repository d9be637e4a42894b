package io.ringflow.media.mix;

/** What a mixer tells of one member, on the room's loop. */
public interface MemberListener {

    void talking(boolean talks);

    /** The port is out of the mixer. Once. */
    void gone();
}
