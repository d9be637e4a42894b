package io.ringflow.media.dtmf;

import io.ringflow.media.graph.AudioSink;
import java.util.ArrayList;
import java.util.List;

/** Writes down the keys a detector tells. */
final class KeysHeard implements ToneListener {
    final StringBuilder keys = new StringBuilder();
    final List<Integer> durations = new ArrayList<>();

    @Override
    public void toneBegan(char digit, int ageMillis) {
        keys.append(digit);
    }

    @Override
    public void toneEnded(char digit, int durationMillis) {
        durations.add(durationMillis);
    }

    /** What a new detector hears, 20 ms at a time. */
    static KeysHeard in(int sampleRate, short[]... sounds) {
        var heard = new KeysHeard();
        var detector = new ToneDetector(heard);
        for (short[] sound : sounds) {
            push(detector, sound, sampleRate);
        }
        return heard;
    }

    static void push(AudioSink sink, short[] sound, int sampleRate) {
        short[] frame = new short[sampleRate / 50];
        for (int at = 0; at < sound.length; at += frame.length) {
            int samples = Math.min(frame.length, sound.length - at);
            System.arraycopy(sound, at, frame, 0, samples);
            sink.push(frame, samples, sampleRate);
        }
    }
}
