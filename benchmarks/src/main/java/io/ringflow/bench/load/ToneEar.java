package io.ringflow.bench.load;

import io.ringflow.media.codec.Pcma;
import java.util.Arrays;

/**
 * The tones of a group's members, each of a whole number of periods a packet, and who is heard in a packet of them (PCMA,
 * 20 ms). Owned by one thread.
 */
final class ToneEar {

    /** Nobody talks. */
    static final int SILENT = -1;
    /** More than one does. */
    static final int SEVERAL = -2;

    static final int SAMPLES = 160;
    static final int MOST_MEMBERS = 50;

    /** Above the signs of the floor, of which the highest note is 900 Hz, and what of them fades. */
    private static final int FIRST_BIN = 20;
    /** The first note of the sign that says yes: 600 Hz. */
    private static final int GRANTED_BIN = 12;

    private static final int AMPLITUDE = 8_000;
    private static final double GRANTED_AMPLITUDE = 1_500;
    /** A tone that fades in or out is seen beside its place too. */
    private static final int NEAR = 3;

    /**
     * Of a packet's energy: another tone has more, even when it fades all the time, and where one tone breaks off and goes on
     * no other place has as much.
     */
    private static final double SECOND_PART = 0.1;

    private static final double SILENT_ENERGY = 200.0 * 200 * SAMPLES;
    private static final int REMEMBERED = 8;

    private final int members;
    private final int step;
    private final double[][] sine;
    private final double[][] cosine;
    private final short[] pcm = new short[SAMPLES];
    // All who listen are sent the same octets.
    private final byte[][] known = new byte[REMEMBERED][];
    private final Sound[] sounds = new Sound[REMEMBERED];

    private int kept;

    /**
     * What is in a packet.
     *
     * @param talker number of a member, {@link #SILENT} or {@link #SEVERAL}; worth nothing beside a sign
     * @param granted the sign that says yes begins
     */
    record Sound(int talker, boolean granted) {}

    ToneEar(int members) {
        if (members < 2 || members > MOST_MEMBERS)
            throw new IllegalArgumentException("members must be 2 to " + MOST_MEMBERS);
        this.members = members;
        step = MOST_MEMBERS / members;
        sine = new double[members + 1][SAMPLES];
        cosine = new double[members + 1][SAMPLES];
        for (int tone = 0; tone <= members; tone++) {
            int bin = tone == members ? GRANTED_BIN : bin(tone);
            for (int i = 0; i < SAMPLES; i++) {
                double angle = 2 * Math.PI * bin * i / SAMPLES;
                sine[tone][i] = Math.sin(angle);
                cosine[tone][i] = Math.cos(angle);
            }
        }
    }

    private int bin(int member) {
        return FIRST_BIN + member * step;
    }

    /** Whether two can be told from each other while one fades into the other. */
    boolean apart(int one, int other) {
        return Math.abs(bin(one) - bin(other)) > 2 * NEAR + 1;
    }

    /** A packet of a member's tone. */
    byte[] tone(int member) {
        var samples = new short[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) samples[i] = (short) Math.round(AMPLITUDE * sine[member][i]);
        var octets = new byte[SAMPLES];
        new Pcma().newEncoder().encode(samples, 0, SAMPLES, octets, 0);
        return octets;
    }

    Sound hear(byte[] packet) {
        for (int i = 0; i < REMEMBERED; i++) {
            if (Arrays.equals(known[i], packet)) return sounds[i];
        }
        var sound = listen(packet);
        known[kept] = packet.clone();
        sounds[kept] = sound;
        kept = (kept + 1) % REMEMBERED;
        return sound;
    }

    private Sound listen(byte[] packet) {
        new Pcma().newDecoder().decode(packet, 0, SAMPLES, pcm, 0);
        double energy = 0;
        for (short sample : pcm) energy += (double) sample * sample;
        if (energy < SILENT_ENERGY) return new Sound(SILENT, false);
        boolean granted = energy(members) > GRANTED_AMPLITUDE * GRANTED_AMPLITUDE * SAMPLES / 2;
        var parts = new double[members];
        int loudest = 0;
        for (int member = 0; member < members; member++) {
            parts[member] = energy(member);
            if (parts[member] > parts[loudest]) loudest = member;
        }
        double second = 0;
        for (int member = 0; member < members; member++) {
            if (Math.abs(bin(member) - bin(loudest)) > NEAR) second = Math.max(second, parts[member]);
        }
        return new Sound(second > SECOND_PART * energy ? SEVERAL : loudest, granted);
    }

    private double energy(int tone) {
        double sin = 0;
        double cos = 0;
        for (int i = 0; i < SAMPLES; i++) {
            sin += pcm[i] * sine[tone][i];
            cos += pcm[i] * cosine[tone][i];
        }
        return 2 * (sin * sin + cos * cos) / SAMPLES;
    }
}
