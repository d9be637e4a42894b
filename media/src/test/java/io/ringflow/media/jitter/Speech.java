package io.ringflow.media.jitter;

import io.ringflow.media.codec.Pcma;
import io.ringflow.media.rtp.Packets;
import io.ringflow.testkit.net.LossRule;
import io.ringflow.testkit.rtp.G711;
import io.ringflow.testkit.rtp.Wav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Spoken sentences, and what is heard of them through G.711, a network that loses, and play-out. Immutable. */
final class Speech {
    private static final int SAMPLES = 160;

    private final String name;
    private final short[] clean;

    private Speech(String name, short[] clean) {
        this.name = name;
        this.clean = clean;
    }

    /** What arrived of it, and how often it was silent where it should not have been. */
    record Heard(short[] pcm, int lost, int gaps) {}

    /** The project's spoken prompts, English and Mandarin; those beside their folders may be tones. */
    static List<Speech> prompts() throws IOException {
        List<Speech> found = new ArrayList<>();
        try (var files = Files.walk(Path.of("..", "conf", "prompts"), 2)) {
            for (Path file : files.filter(path ->
                            path.getParent().endsWith("en") || path.getParent().endsWith("zh"))
                    .filter(path -> path.toString().endsWith(".wav"))
                    .sorted()
                    .toList()) {
                found.add(new Speech(file.toString(), Wav.read(file)));
            }
        }
        return found;
    }

    String name() {
        return name;
    }

    short[] clean() {
        return clean;
    }

    Heard through(LossRule rule) {
        PlayOut playOut =
                new PlayOut(new Pcma(), 40, 200, true, new short[5_760], new PlayOutFigures(LossListener.NONE));
        int packets = clean.length / SAMPLES;
        short[] pcm = new short[packets * SAMPLES];
        boolean[] lost = new boolean[packets];
        byte[] scratch = new byte[2048];
        short[] frame = new short[SAMPLES];
        int delay = 2;
        for (int tick = 0; tick < packets + delay; tick++) {
            if (tick < packets) {
                byte[] payload = new byte[SAMPLES];
                for (int i = 0; i < SAMPLES; i++) {
                    payload[i] = G711.PCMA.encode(clean[tick * SAMPLES + i]);
                }
                // The first opens the stream, so that nothing shifts.
                lost[tick] = tick > 0 && rule.judge(payload, tick).copies() == 0;
                if (!lost[tick]) {
                    playOut.put(Packets.header(tick, tick * 160L, payload), scratch, 0);
                }
            }
            playOut.take(frame);
            if (tick >= delay) {
                System.arraycopy(frame, 0, pcm, (tick - delay) * SAMPLES, SAMPLES);
            }
        }
        return new Heard(pcm, count(lost), gaps(pcm, lost));
    }

    private static int count(boolean[] lost) {
        int count = 0;
        for (boolean one : lost) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /** A gap: half a lost packet's time or more in silence, 40 dB below the voice that is missing there. */
    private int gaps(short[] pcm, boolean[] lost) {
        int gaps = 0;
        for (int packet = 0; packet < lost.length; packet++) {
            boolean gap = false;
            for (int half = 0; half < 2 && lost[packet]; half++) {
                int from = packet * SAMPLES + half * SAMPLES / 2;
                gap |= level(clean, from) > 300 && level(pcm, from) < level(clean, from) / 100;
            }
            gaps += gap ? 1 : 0;
        }
        return gaps;
    }

    private static double level(short[] pcm, int from) {
        double sum = 0;
        for (int i = from; i < from + SAMPLES / 2; i++) {
            sum += (double) pcm[i] * pcm[i];
        }
        return Math.sqrt(sum / (SAMPLES / 2.0));
    }
}
