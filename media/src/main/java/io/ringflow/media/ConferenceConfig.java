package io.ringflow.media;

/**
 * What a conference is like.
 *
 * @param maxMembers most members at a time
 * @param maxSpeakers most members that are heard at a time; while there are no more who may speak, all are heard and
 *     none is chosen
 * @param relays whether two members whose codecs are the same are handed each other's packets as they are while there is
 *     nobody else to hear or to be heard; nothing is told then of who talks
 */
public record ConferenceConfig(int maxMembers, int maxSpeakers, boolean relays) {

    public ConferenceConfig {
        if (maxMembers < 1 || maxSpeakers < 1) {
            throw new IllegalArgumentException("members " + maxMembers + ", speakers " + maxSpeakers);
        }
    }

    /** Always mixed. */
    public ConferenceConfig(int maxMembers, int maxSpeakers) {
        this(maxMembers, maxSpeakers, false);
    }

    public static ConferenceConfig defaults() {
        return new ConferenceConfig(2_000, 8);
    }
}
