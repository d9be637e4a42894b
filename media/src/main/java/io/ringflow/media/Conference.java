package io.ringflow.media;

import io.ringflow.media.graph.AudioSink;

/**
 * The runtime's handle to a room in which sessions hear each other. Thread-safe; the room itself lives on one loop.
 *
 * <p>All methods but {@link #close} throw {@link MediaFailure} CLOSED when the conference is closed, and OVERLOADED when
 * a loop takes no more commands.
 */
public interface Conference extends AutoCloseable {

    String id();

    /**
     * Brings a session in; it leaves the conference that it is in. Its own playbacks go on, heard instead of the
     * conference.
     *
     * @param session of the same engine; leaves when it is closed
     * @throws MediaFailure also CONFERENCE_FULL
     */
    Membership join(MediaSession session, ConferenceRole role);

    /**
     * The same where one talks at a time: it is heard, as its role says, while it has the floor.
     *
     * @param right nothing to a conference without a floor
     * @throws MediaFailure also CONFERENCE_FULL
     */
    default Membership join(MediaSession session, ConferenceRole role, FloorRight right) {
        return join(session, role);
    }

    /** Members now, without those on their way out. */
    int members();

    /**
     * Plays a clip to all who hear the floor, beside what else is heard. May take milliseconds.
     *
     * @param passes times to play it, {@link MediaSession#ENDLESS} or at least 1
     */
    Playback play(Clip clip, int passes);

    /**
     * From now on the sink is given all that is said and played, each tick on the conference's loop, where it must not
     * block.
     *
     * @param sampleRate Hz, a multiple of 50
     */
    void record(AudioSink sink, int sampleRate);

    /** Gives the sink nothing more; nothing when it was not given anything. */
    void stopRecording(AudioSink sink);

    /**
     * Records all that is said and played from now on, also while nobody is in: a frame each tick of the clock that mixes,
     * whatever the members' clocks do. It ends with the conference, with {@link Recording#close}, or at its limit.
     *
     * @param plan of one channel, {@link RecordingPlan.Layout#CALLER}
     */
    Recording record(RecordingPlan plan);

    /** Everyone leaves, some per tick, so that nobody else's sound suffers. Idempotent. */
    @Override
    void close();
}
