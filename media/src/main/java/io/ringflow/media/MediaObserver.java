package io.ringflow.media;

/** Facts about media, for metrics. Contract: fast, no lock, no allocation, no throw; called on media loops. */
public interface MediaObserver {

    MediaObserver NONE = new MediaObserver() {};

    /** Why a packet was dropped. A closed set: it is a metric label. */
    enum Discard {
        MALFORMED,
        WRONG_SOURCE,
        UNKNOWN_PAYLOAD,
        FLOOD,
        LATE,
        DUPLICATE,
        OVERFLOW
    }

    /** @param sockets what was chosen: never AUTO */
    default void started(int loops, MediaConfig.Sockets sockets) {}

    default void sessionOpened() {}

    /**
     * @param trunk its trunk's name, a metric label
     * @param last the session's final figures
     */
    default void sessionClosed(String trunk, MediaStats last) {}

    /** The far end of a session is suspected not to be heard; once until it is heard again. */
    default void oneWayAudio(String trunk, MediaQuality.OneWay cause) {}

    /** Once a second per loop: what its legs did since the last call. */
    default void traffic(int loop, long packetsSent, long packetsReceived, long packetsLost, long packetsDiscarded) {}

    default void discarded(Discard why) {}

    /** Once a second per session: answers since the last call that said the far end's port is closed (ICMP). */
    default void portUnreachable(long answers) {}

    /** How late a phase was turned. */
    default void phaseLate(int loop, long nanos) {}

    /** Once a second per loop: the share of time, 0 to 1, in which it did not wait for its next phase. */
    default void loopBusy(int loop, double share) {}

    /** A loop is warm: its thread was raised to a real-time priority, or the system refused. */
    default void realtimePriority(int loop, int priority, boolean granted) {}

    /** Phases given up because the loop was more than a tick behind. */
    default void phasesSkipped(int loop, int phases) {}

    default void digit(MediaEvent.DigitSource source) {}

    default void recordingStarted() {}

    /** Told on the writer's thread, once per recording. */
    default void recordingEnded(Recorded recorded) {}

    default void conferenceOpened() {}

    /** Told once per conference, on any thread. */
    default void conferenceClosed() {}

    default void memberJoined() {}

    default void memberLeft() {}

    /** A conference had no place for one more. */
    default void conferenceFull() {}

    /**
     * Once per tick of a conference.
     *
     * @param nanos what the tick took
     * @param mixes different sums that many hear, made in it
     * @param encodings payloads made in it, each for all who hear the same
     */
    default void mixed(long nanos, int mixes, int encodings) {}

    /** The two members of a conference hand each other their packets from now on. */
    default void relayBegan() {}

    /** They are mixed from now on, or gone. */
    default void relayEnded() {}

    default void portsExhausted() {}

    /** A session sends and hears no reports: another process has the port above its RTP. */
    default void rtcpPortTaken() {}

    /** A loop opened a port for many calls. */
    default void portShared(int loop, int port) {}

    /** A command for a loop was refused because its queue was full. */
    default void commandRefused() {}
}
