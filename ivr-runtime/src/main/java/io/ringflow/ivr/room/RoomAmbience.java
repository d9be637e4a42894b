package io.ringflow.ivr.room;

import io.ringflow.ivr.room.RoomPlan.VoiceMode;

/**
 * What members hear of the conference itself ({@code voicemod}, flow-protocol 4.1): tones when somebody comes or goes, and
 * something for who is alone in it. Owned by the conference's lane.
 */
final class RoomAmbience {

    private static final String JOINED = "conf-joined.wav";
    private static final String LEFT = "conf-left.wav";
    private static final String ALONE = "conf-background.wav";

    private final RoomStage stage;
    private final VoiceMode mode;

    RoomAmbience(RoomStage stage, VoiceMode mode) {
        this.stage = stage;
        this.mode = mode;
    }

    /** @param members who are in now */
    void came(int members) {
        if (mode == VoiceMode.ALL && members > 1) stage.signal(JOINED);
        settle(members);
    }

    /** @param members who are in still */
    void went(int members) {
        if (mode == VoiceMode.ALL && members > 0) stage.signal(LEFT);
        settle(members);
    }

    /** Who is there, or what plays, is another than before. */
    void settle(int members) {
        if (mode != VoiceMode.NOTHING && members == 1 && !stage.playing()) stage.background(ALONE);
        else stage.hush();
    }
}
