package io.ringflow.bench.jmh;

import io.ringflow.media.dtmf.ToneDetector;
import io.ringflow.media.dtmf.ToneGenerator;
import io.ringflow.media.dtmf.ToneListener;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Listening for keys in 20 ms of audio. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ToneDetectorBenchmark {
    /** What is heard. */
    public enum Sound {
        SILENCE,
        NOISE,
        KEY
    }

    @Param({"8000", "16000", "48000"})
    private int sampleRate = 8_000;

    @Param
    private Sound sound = Sound.SILENCE;

    private final Keys keys = new Keys();
    private final ToneDetector detector = new ToneDetector(keys);
    private short[] frame = {};

    @Setup
    public void record() {
        frame = new short[sampleRate / 50];
        Random random = new Random(1);
        switch (sound) {
            case SILENCE -> {}
            case NOISE -> {
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = (short) (2_000 * random.nextGaussian());
                }
            }
            case KEY -> ToneGenerator.key('5', sampleRate, 20).pull(frame, frame.length, sampleRate);
        }
    }

    @Benchmark
    public int listens() {
        detector.push(frame, frame.length, sampleRate);
        return keys.told;
    }

    private static final class Keys implements ToneListener {
        private int told;

        @Override
        public void toneBegan(char digit, int ageMillis) {
            told++;
        }

        @Override
        public void toneEnded(char digit, int durationMillis) {
            told++;
        }
    }
}
