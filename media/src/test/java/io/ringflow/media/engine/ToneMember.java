package io.ringflow.media.engine;

import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaSession;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.dtmf.ToneGenerator;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A far end that is a tone of its own, of a whole number of periods a packet, so that each packet tells which tones are in
 * it. Sends and hears a packet a tick.
 */
final class ToneMember implements AutoCloseable {
    static final int SILENT = -1;
    /** More than one talks in a packet. */
    static final int SEVERAL = -2;

    private static final int SAMPLES = 160;
    private static final int FIRST_BIN = 6;
    private static final int AMPLITUDE = 8_000;
    /** A tone that fades in or out is seen in the bins beside its own. */
    private static final int NEAR = 3;

    private static final double STRANGE_PART = 0.15;
    private static final double SILENT_ENERGY = 200.0 * 200 * SAMPLES;

    final int number;
    final FarEnd far = FarEnd.local();
    final InetSocketAddress port;
    private final byte[] payload;
    private long keyTime;

    ToneMember(int number, MediaSession session) {
        this.number = number;
        this.port = FarEnd.portOf(session.answer(far.offer()));
        this.payload = tone(FIRST_BIN + number);
    }

    /** One whose keys are tones in its audio: from now on. */
    void hasTonesOnly(MediaSession session) {
        session.answer(far.offer().replaceAll("a=rtpmap:101.*\r\n", "").replace(" 101\r\n", "\r\n"));
    }

    /** Sends the next frame of a key as a tone, in place of its own. */
    void sounds(ToneGenerator key) {
        short[] pcm = new short[SAMPLES];
        key.pull(pcm, SAMPLES, 8_000);
        far.send(port, 8, far.timestamp, encoded(pcm));
        far.timestamp += SAMPLES;
    }

    /** How far apart two must be to be told from each other while one fades into the other. */
    static boolean apart(int one, int other) {
        return Math.abs(one - other) > 2 * NEAR + 1;
    }

    private static byte[] tone(int bin) {
        short[] pcm = new short[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            pcm[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * bin * i / SAMPLES));
        }
        return encoded(pcm);
    }

    private static byte[] encoded(short[] pcm) {
        byte[] encoded = new byte[SAMPLES];
        new Pcma().newEncoder().encode(pcm, 0, SAMPLES, encoded, 0);
        return encoded;
    }

    void talks() {
        far.send(port, 8, far.timestamp, payload);
        far.timestamp += SAMPLES;
    }

    /** The first packet of a press, and no other for now. */
    void presses(char key) {
        keyTime = far.timestamp;
        far.send(port, 101, keyTime, event(key, 0, 160));
    }

    /** Its last packets, a while later. */
    void releases(char key) {
        for (int i = 0; i < 3; i++) {
            far.send(port, 101, keyTime, event(key, 0x80, 640));
        }
    }

    private static byte[] event(char key, int end, int duration) {
        int code = key == '*' ? 10 : key == '#' ? 11 : key - '0';
        return new byte[] {(byte) code, (byte) (end | 10), (byte) (duration >> 8), (byte) duration};
    }

    List<byte[]> hears() {
        return far.hears().stream().map(FarEnd.Heard::payload).toList();
    }

    @Override
    public void close() {
        far.close();
    }

    /** Tells who talks in a packet; what many hear is looked at once. */
    static final class Ear {
        private final Map<String, Integer> known = new HashMap<>();
        private final int members;
        private final double[][] sine;
        private final double[][] cosine;

        Ear(int members) {
            this.members = members;
            sine = new double[members][SAMPLES];
            cosine = new double[members][SAMPLES];
            for (int member = 0; member < members; member++) {
                for (int i = 0; i < SAMPLES; i++) {
                    double angle = 2 * Math.PI * (FIRST_BIN + member) * i / SAMPLES;
                    sine[member][i] = Math.sin(angle);
                    cosine[member][i] = Math.cos(angle);
                }
            }
        }

        /** The member who talks, {@link #SILENT} or {@link #SEVERAL}. */
        int talker(byte[] packet) {
            return known.computeIfAbsent(Arrays.toString(packet), _ -> listen(packet));
        }

        private int listen(byte[] packet) {
            short[] pcm = new short[SAMPLES];
            new Pcma().newDecoder().decode(packet, 0, SAMPLES, pcm, 0);
            double energy = 0;
            for (short sample : pcm) {
                energy += (double) sample * sample;
            }
            if (energy < SILENT_ENERGY) {
                return SILENT;
            }
            double[] parts = new double[members];
            int loudest = 0;
            for (int member = 0; member < members; member++) {
                double sin = 0;
                double cos = 0;
                for (int i = 0; i < SAMPLES; i++) {
                    sin += pcm[i] * sine[member][i];
                    cos += pcm[i] * cosine[member][i];
                }
                parts[member] = 2 * (sin * sin + cos * cos) / SAMPLES;
                loudest = parts[member] > parts[loudest] ? member : loudest;
            }
            double strange = 0;
            for (int member = 0; member < members; member++) {
                strange += Math.abs(member - loudest) > NEAR ? parts[member] : 0;
            }
            return strange > STRANGE_PART * energy ? SEVERAL : loudest;
        }
    }
}
