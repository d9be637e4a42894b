package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.Clip;
import io.ringflow.media.EncodedClip;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.Spectrum;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.CodecCatalog;
import io.ringflow.media.play.PcmClip;
import io.ringflow.media.sdp.MediaPlan;
import io.ringflow.media.sdp.MediaPlan.Direction;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tones from a clip of one leg, over RTP, to what another leg hears: the whole path of the sound, in exact ticks. */
class CodecToneSocketTest {
    /** RMS of a full-scale sine of G.711 is 3.14 dBm0 (A-law). */
    private static final double FULL_SCALE_DBM0 = 3.14;

    private static final int TICKS = 100;

    private final MediaConfig config = MediaLab.config();
    private final MediaLoop loop = MediaLoop.start(0, new ManualTicks(), MediaObserver.NONE, config);
    private final PortPool ports = new PortPool(config, MediaObserver.NONE);
    private final PortPool.Lease one = ports.lease(InetAddress.getLoopbackAddress());
    private final PortPool.Lease two = ports.lease(InetAddress.getLoopbackAddress());

    private int heardSamples;

    @AfterEach
    void close() {
        loop.close();
    }

    private static Codec codec(String name) {
        return CodecCatalog.standard().find(name).getFirst();
    }

    private static double amplitude(double dbm0) {
        return 32_767 * Math.pow(10, (dbm0 - FULL_SCALE_DBM0) / 20);
    }

    /** A tone of two seconds, from its zero. */
    private static short[] tone(int rate, double frequency, double amplitude) {
        short[] pcm = new short[2 * rate];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * frequency * i / rate));
        }
        return pcm;
    }

    /** What the second leg hears of what the first one plays, from its first tick on. */
    private short[] heard(Codec codec, int packetMillis, short[] pcm) throws Exception {
        Clip clip = new PcmClip("tone", pcm, codec.sampleRate());
        Clip silence = new PcmClip("silence", new short[codec.sampleRate() / 50 * 3], codec.sampleRate());
        short[] heard = new short[TICKS * codec.sampleRate() / 50];
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.submit(() -> {
            try {
                MediaLeg first = leg("first", one);
                MediaLeg second = leg("second", two);
                EncodedClip quiet = silence.encoded(codec, packetMillis);
                first.apply(plan(two, codec, packetMillis), EncodedClip.NONE, quiet);
                second.apply(plan(one, codec, packetMillis), EncodedClip.NONE, quiet);
                second.listen((frame, samples, rate) -> {
                    System.arraycopy(frame, 0, heard, heardSamples, samples);
                    heardSamples += samples;
                });
                first.play(1, clip.encoded(codec, packetMillis), 1);
                for (int tick = 0; tick < TICKS; tick++) {
                    loop.turnAllPhases();
                }
                done.complete(null);
            } catch (RuntimeException | AssertionError e) {
                done.completeExceptionally(e);
            }
        });
        done.get(30, TimeUnit.SECONDS);
        assertThat(heardSamples).isEqualTo(heard.length);
        return heard;
    }

    private MediaLeg leg(String id, PortPool.Lease lease) {
        loop.load().reserve();
        MediaLeg leg = new MediaLeg(
                id, loop, lease, new LegSurroundings(config, event -> {}, MediaObserver.NONE, ports, () -> {}));
        leg.open();
        return leg;
    }

    private static MediaPlan plan(PortPool.Lease to, Codec codec, int packetMillis) {
        return new MediaPlan(
                new InetSocketAddress(to.rtp().localAddress(), to.rtp().localPort()),
                new InetSocketAddress(to.rtcp().localAddress(), to.rtcp().localPort()),
                false,
                Direction.SENDRECV,
                codec,
                96,
                96,
                packetMillis,
                -1,
                Map.of(),
                false);
    }

    /** Signal to everything else, in dB, over one second. */
    private static double sinad(short[] pcm, int from, int rate, double frequency) {
        double amplitude = Spectrum.amplitude(pcm, from, from + rate, rate, frequency);
        double real = 0;
        double imaginary = 0;
        for (int i = from; i < from + rate; i++) {
            real += pcm[i] * Math.cos(2 * Math.PI * frequency * i / rate);
            imaginary += pcm[i] * Math.sin(2 * Math.PI * frequency * i / rate);
        }
        double phase = Math.atan2(imaginary, real);
        double rest = 0;
        for (int i = from; i < from + rate; i++) {
            double error = pcm[i] - amplitude * Math.cos(2 * Math.PI * frequency * i / rate - phase);
            rest += error * error;
        }
        return Spectrum.decibels(amplitude / Math.sqrt(2) / Math.sqrt(rest / rate));
    }

    @ParameterizedTest
    @CsvSource({
        // G.712 asks for 33 dB of G.711 from 0 to -30 dBm0, 22 dB at -45
        "PCMA, 0, 36",
        "PCMA, -10, 36",
        "PCMA, -30, 33",
        "PCMU, 0, 36",
        "PCMU, -10, 36",
        "PCMU, -30, 33",
        "L16/8000, -10, 60",
        "L16/16000, -10, 60",
        "L16/16000, -40, 40",
        "G722, 0, 36",
        "G722, -10, 36",
        "G722, -30, 33"
    })
    void aToneKeepsItsLevelAndIsClean(String name, double dbm0, double sinad) throws Exception {
        Codec codec = codec(name);
        int rate = codec.sampleRate();
        short[] heard = heard(codec, 20, tone(rate, 1_004, amplitude(dbm0)));
        double level = Spectrum.amplitude(heard, rate / 2, rate / 2 + rate, rate, 1_004);
        assertThat(Spectrum.decibels(level / amplitude(dbm0))).as("level").isCloseTo(0, within(0.1));
        assertThat(sinad(heard, rate / 2, rate, 1_004)).as("SINAD").isGreaterThan(sinad);
    }

    @ParameterizedTest
    @CsvSource({
        "PCMA, 300, 0.1",
        "PCMA, 2000, 0.1",
        "PCMA, 3400, 0.1",
        "PCMU, 300, 0.1",
        "PCMU, 2000, 0.1",
        "PCMU, 3400, 0.1",
        "L16/16000, 50, 0.1",
        "L16/16000, 7000, 0.1",
        "G722, 100, 0.2",
        "G722, 3400, 0.2",
        "G722, 6000, 0.5"
    })
    void everyFrequencyOfTheBandKeepsItsLevel(String name, double frequency, double decibels) throws Exception {
        Codec codec = codec(name);
        int rate = codec.sampleRate();
        short[] heard = heard(codec, 20, tone(rate, frequency, amplitude(-10)));
        double level = Spectrum.amplitude(heard, rate / 2, rate / 2 + rate, rate, frequency);
        assertThat(Spectrum.decibels(level / amplitude(-10))).isCloseTo(0, within(decibels));
    }

    /** A click shows in the second difference, which is small in a tone; a slip of one sample is 0.79 rad at 8 kHz. */
    @ParameterizedTest
    @CsvSource({
        "PCMA, 10",
        "PCMA, 20",
        "PCMA, 30",
        "PCMA, 40",
        "PCMA, 60",
        "PCMU, 20",
        "PCMU, 30",
        "G722, 10",
        "G722, 20",
        "G722, 30",
        "G722, 60",
        "L16/8000, 20",
        "L16/8000, 30",
        "L16/16000, 10",
        "L16/16000, 40"
    })
    void nothingClicksAndNothingSlips(String name, int packetMillis) throws Exception {
        Codec codec = codec(name);
        int rate = codec.sampleRate();
        double amplitude = amplitude(-10);
        short[] heard = heard(codec, packetMillis, tone(rate, 1_004, amplitude));
        double ofTheTone = amplitude * Math.pow(2 * Math.sin(Math.PI * 1_004 / rate), 2);
        double quantization = 4 * amplitude / 32;
        int sharpest = 0;
        for (int i = rate / 2; i < rate * 3 / 2; i++) {
            sharpest = Math.max(sharpest, Math.abs(heard[i - 1] - 2 * heard[i] + heard[i + 1]));
        }
        assertThat((double) sharpest).isLessThan(ofTheTone + quantization);
        double early = phase(heard, rate / 2, rate);
        double late = phase(heard, rate * 3 / 2, rate);
        assertThat(Math.IEEEremainder(late - early, 2 * Math.PI)).isCloseTo(0, within(0.05));
    }

    private static double phase(short[] pcm, int from, int rate) {
        double real = 0;
        double imaginary = 0;
        for (int i = from; i < from + rate / 4; i++) {
            real += pcm[i] * Math.cos(2 * Math.PI * 1_004 * i / rate);
            imaginary += pcm[i] * Math.sin(2 * Math.PI * 1_004 * i / rate);
        }
        return Math.atan2(imaginary, real);
    }

    /** Two packets of 20 ms are waited for; the mirror filters of G.722 take 22 samples more. */
    @ParameterizedTest
    @ValueSource(strings = {"PCMA", "PCMU", "G722", "L16/8000", "L16/16000"})
    void theDelayIsThatOfTheJitterBuffer(String name) throws Exception {
        Codec codec = codec(name);
        int rate = codec.sampleRate();
        short[] step = new short[2 * rate];
        Arrays.fill(step, (short) 8_000);
        short[] heard = heard(codec, 20, step);
        int onset = 0;
        while (Math.abs(heard[onset]) < 4_000) {
            onset++;
        }
        int buffer = (int) config.jitterMinimum().toMillis() * rate / 1_000;
        assertThat(onset - buffer).isBetween(0, name.equals("G722") ? 24 : 0);
    }
}
