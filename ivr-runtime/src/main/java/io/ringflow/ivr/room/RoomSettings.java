package io.ringflow.ivr.room;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What an operator may set about conferences, already valid.
 *
 * @param maxRooms at a time, of all applications
 * @param maxMembers of one conference
 * @param maxSpeakers heard at a time in one conference
 * @param unused how long one waits for its first member
 * @param zone of the times in notifications
 */
public record RoomSettings(int maxRooms, int maxMembers, int maxSpeakers, Duration unused, ZoneId zone) {

    public static RoomSettings defaults() {
        return new RoomSettings(1_000, 300, 8, Duration.ofMinutes(10), ZoneId.systemDefault());
    }
}
