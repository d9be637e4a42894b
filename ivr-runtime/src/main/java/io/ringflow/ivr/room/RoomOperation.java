package io.ringflow.ivr.room;

import java.time.Duration;

/**
 * Something that an application does to one of its conferences or intercoms (flow-protocol 8.5, D7). URLs may be empty: nobody is told; of
 * {@code action} the conference's {@code mediaopturl} stands in then, where the operation is one of media.
 */
public sealed interface RoomOperation {

    String confId();

    /** Told what came of it, whatever that is. */
    String action();

    /** {@code QuitConf}: a member leaves; its flow goes on at {@code quiturl}. */
    record Quit(String confId, String callId, String action) implements RoomOperation {}

    /**
     * {@code DismissConf}: the conference ends.
     *
     * @param deletedUrl told that it is deleted; empty: that of {@code CreateConf}
     * @param autoHangUp members are hung up, and no {@code quiturl} is asked
     * @param quitUrl where the members' flows go on; empty: what each joined with
     * @param recordUrl told of the recording that ends with it
     */
    record Dismiss(
            String confId, String action, String deletedUrl, boolean autoHangUp, String quitUrl, String recordUrl)
            implements RoomOperation {}

    /**
     * {@code IntercomFloor}: the floor of an intercom is asked for in place of a member, as its key does, or given back.
     */
    record Floor(String confId, String callId, boolean grab, String action) implements RoomOperation {}

    /** {@code ConfMute}: a member is not heard. */
    record Mute(String confId, String callId, String action) implements RoomOperation {}

    /** {@code ConfUnMute}: a member may be heard. */
    record Unmute(String confId, String callId, String action) implements RoomOperation {}

    /**
     * {@code ConfPlay}: all hear a file, in place of one played this way before.
     *
     * @param loop times; 0: not at all, -1: without end
     * @param completedUrl told when it has been heard to its end
     */
    record Play(String confId, String fileName, int loop, String action, String completedUrl)
            implements RoomOperation {}

    /** {@code ConfStopPlay}. */
    record StopPlay(String confId, String action) implements RoomOperation {}

    /**
     * {@code ConfRecord}: all that is said and played is recorded, once at a time.
     *
     * @param limit it ends by itself when it is this long; zero: never
     * @param limitUrl told of the recording when it ends in any other way than by {@link StopRecord} or with the conference;
     *     empty: the conference's {@code mediaopturl}
     */
    record Record(String confId, Duration limit, String action, String limitUrl) implements RoomOperation {}

    /** {@code ConfStopRecord}; {@code action} is told of the recording when that can be fetched. */
    record StopRecord(String confId, String action) implements RoomOperation {}

    /** {@code ConfVolumeAdjust}: all hear each other louder, or softer, by a step. */
    record Volume(String confId, boolean louder, String action) implements RoomOperation {}

    /** {@code ConfMemberPause}: a member neither hears nor is heard. */
    record Pause(String confId, String callId, String action) implements RoomOperation {}

    /**
     * {@code ConfMemberResume}.
     *
     * @param speak whether it is heard again too
     */
    record Resume(String confId, String callId, boolean speak, String action) implements RoomOperation {}

    /**
     * {@code ConfAlarmClock}: something happens after a while. A later one takes an earlier one's place.
     *
     * @param clockUrl told by {@link Alarm#NOTIFY}; empty: {@code alarmclock}
     * @param promptFile played by {@link Alarm#PLAY}
     * @param autoHangUp and what follows: as of {@link Dismiss}
     */
    record AlarmClock(
            String confId,
            Duration after,
            Alarm alarm,
            String action,
            String clockUrl,
            String promptFile,
            boolean autoHangUp,
            String quitUrl,
            String recordUrl,
            String deletedUrl)
            implements RoomOperation {}

    /** What an alarm clock does, in the order of its numbers in the protocol. */
    enum Alarm {
        NOTIFY,
        PLAY,
        DISMISS
    }
}
