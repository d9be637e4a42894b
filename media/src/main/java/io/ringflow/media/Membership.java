package io.ringflow.media;

/**
 * One member of a conference. Thread-safe; what is set is heard from the conference's next tick on, without a click, and
 * of several settings in between the last one counts. Closing it leaves, and is idempotent.
 */
public interface Membership extends AutoCloseable {
    /** Least volume that can be asked for, in dB: nothing is heard. */
    double SILENT_DB = -96;

    /** Greatest volume that can be asked for, in dB. */
    double LOUDEST_DB = 20;

    /** The number that events carry. */
    long id();

    /** Who hears this member and whom it hears, from now on. */
    void role(ConferenceRole role);

    /** Whether its voice is kept from the others. */
    void mute(boolean muted);

    /** Whether it hears nothing. */
    void deafen(boolean deaf);

    /** How loud its voice is to the others, in dB. */
    void voiceVolume(double db);

    /** How loud it hears the others, in dB. */
    void hearingVolume(double db);

    /** Asks for the floor, as its key does. What comes of it is told to the conference's owner. Nothing where there is none. */
    default void requestFloor() {}

    /** Gives the floor back, or waits for it no more. */
    default void releaseFloor() {}

    /** Level of its voice in the last tick, in dBov: 0 is the loudest square wave, -127 silence. */
    int level();

    /** Whether it talks, as the events tell. */
    boolean talking();

    @Override
    void close();
}
