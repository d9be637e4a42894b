package io.ringflow.media.mix;

import io.ringflow.media.ConferenceRole;

/**
 * What can be set of a member.
 *
 * @param voiceGain factor of its voice to the others
 * @param hearingGain factor of what it hears
 */
public record Settings(ConferenceRole role, boolean muted, boolean deaf, float voiceGain, float hearingGain) {

    public static Settings of(ConferenceRole role) {
        return new Settings(role, false, false, 1, 1);
    }

    public Settings withRole(ConferenceRole other) {
        return new Settings(other, muted, deaf, voiceGain, hearingGain);
    }

    public Settings withMuted(boolean now) {
        return new Settings(role, now, deaf, voiceGain, hearingGain);
    }

    public Settings withDeaf(boolean now) {
        return new Settings(role, muted, now, voiceGain, hearingGain);
    }

    /** In dB. */
    public Settings withVoiceVolume(double db) {
        return new Settings(role, muted, deaf, Level.gain(db), hearingGain);
    }

    /** In dB. */
    public Settings withHearingVolume(double db) {
        return new Settings(role, muted, deaf, voiceGain, Level.gain(db));
    }

    /** Whether neither its voice nor what it hears is made louder or softer. */
    public boolean plain() {
        return voiceGain == 1 && hearingGain == 1;
    }

    /** Whether the one with these settings hears the other. */
    public boolean hears(Settings other) {
        return (hears() & other.speaksOn()) != 0;
    }

    /** Channels its voice goes to now. */
    int speaksOn() {
        return muted ? 0 : role.speaksOn();
    }

    /** Channels it hears now. */
    int hears() {
        return deaf ? 0 : role.hears();
    }
}
