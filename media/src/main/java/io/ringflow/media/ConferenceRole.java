package io.ringflow.media;

/**
 * Who hears whom in a conference: a member is heard by all others that hear one of the channels it speaks on. Channels
 * are bits; the roles below use the lowest, others are free for groups of the application's own.
 *
 * @param speaksOn channels its voice goes to; 0 for nobody hears it
 * @param hears channels it hears; 0 for it hears nothing
 */
public record ConferenceRole(int speaksOn, int hears) {
    private static final int FLOOR = 1;
    private static final int COACHING = 1 << 1;
    private static final int FIRST_GROUP = 8;

    /** Groups that {@link #group} can tell apart. */
    public static final int GROUPS = 24;

    /** Everything there is to hear. */
    public static final int EVERYTHING = -1;

    /** Speaks to all and hears all but the coaches. */
    public static final ConferenceRole SPEAKER = new ConferenceRole(FLOOR, FLOOR);

    /** Hears what speakers hear and is heard by nobody. */
    public static final ConferenceRole LISTENER = new ConferenceRole(0, FLOOR);

    /** A speaker who hears the coaches too. */
    public static final ConferenceRole AGENT = new ConferenceRole(FLOOR, FLOOR | COACHING);

    /** Hears all, and is heard by agents, monitors and other coaches only. */
    public static final ConferenceRole COACH = new ConferenceRole(COACHING, FLOOR | COACHING);

    /** Hears everything, groups too, and is heard by nobody. */
    public static final ConferenceRole MONITOR = new ConferenceRole(0, EVERYTHING);

    /**
     * Speaks to and hears the members of one group only, apart from the floor.
     *
     * @param number from 0 to below {@link #GROUPS}
     */
    public static ConferenceRole group(int number) {
        if (number < 0 || number >= GROUPS) {
            throw new IllegalArgumentException("group " + number);
        }
        int channel = 1 << (FIRST_GROUP + number);
        return new ConferenceRole(channel, channel);
    }

    /** Whether the one in this role, were it not the same member, would hear the other. */
    public boolean hears(ConferenceRole other) {
        return (hears & other.speaksOn) != 0;
    }
}
