package io.ringflow.ivr.room;

import java.time.Duration;
import java.util.Optional;

/**
 * What a conference is to be like: the attributes of {@code CreateConf} (flow-protocol 4.1). Immutable.
 *
 * @param maxMembers how many may be in at a time
 * @param duration how long it lasts from its first member on; zero: as long as there are members
 * @param autoHangUp its members are hung up when it ends by itself
 * @param endPrompt file that is heard before it ends by itself; empty: none
 * @param autoRecord recorded from its first member on
 * @param autoDelete deleted when nobody came in time, and when the last member has left
 * @param shortId its id is 8 digits, to be typed by callers
 * @param password digits that callers are asked for; empty: none
 * @param floor what makes it an intercom (D7); empty: it is a conference
 */
public record RoomPlan(
        int maxMembers,
        Duration duration,
        boolean autoHangUp,
        String endPrompt,
        boolean autoRecord,
        VoiceMode voiceMode,
        boolean autoDelete,
        boolean shortId,
        String password,
        Urls urls,
        Optional<FloorTerms> floor) {

    /** Of the dialect. */
    public static final int LEAST_MEMBERS = 3;
    /** What may be asked for; how many there may be, {@link RoomSettings} say. */
    public static final int MOST_MEMBERS = 100_000;

    /** A conference. */
    public RoomPlan(
            int maxMembers,
            Duration duration,
            boolean autoHangUp,
            String endPrompt,
            boolean autoRecord,
            VoiceMode voiceMode,
            boolean autoDelete,
            boolean shortId,
            String password,
            Urls urls) {
        this(
                maxMembers,
                duration,
                autoHangUp,
                endPrompt,
                autoRecord,
                voiceMode,
                autoDelete,
                shortId,
                password,
                urls,
                Optional.empty());
    }

    /** An intercom: no password, no tones but those of the floor, and it lasts as long as it has members. */
    public static RoomPlan intercom(
            int maxMembers, boolean autoRecord, boolean autoDelete, FloorTerms floor, Urls urls) {
        return new RoomPlan(
                maxMembers,
                Duration.ZERO,
                false,
                "",
                autoRecord,
                VoiceMode.NOTHING,
                autoDelete,
                false,
                "",
                urls,
                Optional.of(floor));
    }

    public RoomKind kind() {
        return floor.isPresent() ? RoomKind.INTERCOM : RoomKind.CONFERENCE;
    }

    /** What members hear of the conference itself. */
    public enum VoiceMode {
        /** 0: no tones, but the background sound for who is alone. */
        BACKGROUND,
        /** 1: a tone when somebody joins or leaves, and the background sound for who is alone. */
        ALL,
        /** 2: nothing. */
        NOTHING
    }

    /**
     * Where the application is told; each may be empty: not told.
     *
     * @param created {@code action}
     * @param media result of what is done in the conference, when an operation names no URL of its own
     */
    public record Urls(
            String created,
            String dtmf,
            String deleted,
            String joined,
            String quit,
            String media,
            String passwordError) {

        public static final Urls NONE = new Urls("", "", "", "", "", "", "");
    }

    /** What the protocol says of a conference without attributes: 3 members, nobody is told anything. */
    public static RoomPlan defaults() {
        return new RoomPlan(3, Duration.ZERO, false, "", false, VoiceMode.ALL, true, false, "", Urls.NONE);
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "RoomPlan[maxMembers=%d, duration=%s, autoHangUp=%b, endPrompt=%s, autoRecord=%b, voiceMode=%s, autoDelete=%b, shortId=%b, locked=%b, %s, %s]"
                .formatted(
                        maxMembers,
                        duration,
                        autoHangUp,
                        endPrompt,
                        autoRecord,
                        voiceMode,
                        autoDelete,
                        shortId,
                        !password.isEmpty(),
                        urls,
                        floor);
    }
}
