package io.ringflow.media;

/**
 * What a conference is like.
 *
 * @param maxMembers most members at a time
 * @param maxSpeakers most members that are heard at a time; while there are no more who may speak, all are heard and
 *     none is chosen
 */
public record ConferenceConfig(int maxMembers, int maxSpeakers) {

    public ConferenceConfig {
        if (maxMembers < 1 || maxSpeakers < 1) {
            throw new IllegalArgumentException("members " + maxMembers + ", speakers " + maxSpeakers);
        }
    }

    public static ConferenceConfig defaults() {
        return new ConferenceConfig(2_000, 8);
    }
}
