package io.ringflow.media;

import java.util.Optional;

/**
 * What a conference is like.
 *
 * @param maxMembers most members at a time
 * @param maxSpeakers most members that are heard at a time; while there are no more who may speak, all are heard and
 *     none is chosen
 * @param relays whether two members whose codecs are the same are handed each other's packets as they are while there is
 *     nobody else to hear or to be heard; nothing is told then of who talks
 * @param floor that one talks at a time, and is heard by the others while it has the floor; empty: all at once. Such a one
 *     never relays
 */
public record ConferenceConfig(int maxMembers, int maxSpeakers, boolean relays, Optional<FloorPlan> floor) {

    public ConferenceConfig {
        if (maxMembers < 1 || maxSpeakers < 1 || (relays && floor.isPresent())) {
            throw new IllegalArgumentException("members " + maxMembers + ", speakers " + maxSpeakers);
        }
    }

    /** Always mixed. */
    public ConferenceConfig(int maxMembers, int maxSpeakers) {
        this(maxMembers, maxSpeakers, false);
    }

    /** One without a floor. */
    public ConferenceConfig(int maxMembers, int maxSpeakers, boolean relays) {
        this(maxMembers, maxSpeakers, relays, Optional.empty());
    }

    /** Always mixed. */
    public ConferenceConfig(int maxMembers, int maxSpeakers, Optional<FloorPlan> floor) {
        this(maxMembers, maxSpeakers, false, floor);
    }

    public static ConferenceConfig defaults() {
        return new ConferenceConfig(2_000, 8);
    }
}
