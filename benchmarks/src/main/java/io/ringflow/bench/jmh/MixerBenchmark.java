package io.ringflow.bench.jmh;

import io.ringflow.media.ConferenceRole;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.graph.PayloadSource;
import io.ringflow.media.mix.MemberListener;
import io.ringflow.media.mix.Mixer;
import io.ringflow.media.mix.MixerPort;
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

/**
 * One tick of whole conferences of G.711, every member sending: decode, mix, encode, but for the sockets. Many small rooms
 * need more memory than is near the processor: what a member costs there is what it touches, not what it computes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MixerBenchmark implements MemberListener {
    private static final int RATE = 8_000;
    private static final int SAMPLES = 160;
    private static final int PACKET_MILLIS = 20;

    @Param({"3", "32", "100", "500", "1000"})
    private int members;

    @Param({"1", "100"})
    private int rooms;

    private final Codec codec = new Pcma();
    private final Codec.Decoder decoder = codec.newDecoder();
    private final Codec.Encoder encoder = codec.newEncoder();
    private final byte[] out = new byte[SAMPLES];
    private final short[] frame = new short[SAMPLES];
    private MixerPort[] ports = {};
    private byte[][] payloads = {};
    private Mixer[] mixers = {};

    @Setup
    public void sitDown() {
        mixers = new Mixer[rooms];
        ports = new MixerPort[rooms * members];
        payloads = new byte[members][SAMPLES];
        for (int i = 0; i < members; i++) {
            for (int j = 0; j < SAMPLES; j++) {
                frame[j] = (short) (4_000 * Math.sin(2 * Math.PI * (200 + 7 * i) * j / RATE));
            }
            encoder.encode(frame, 0, SAMPLES, payloads[i], 0);
        }
        for (int room = 0; room < rooms; room++) {
            mixers[room] = new Mixer(8, (playback, completed) -> {}, new int[960]);
            for (int i = 0; i < members; i++) {
                MixerPort port = new MixerPort(ConferenceRole.SPEAKER);
                mixers[room].add(port, this);
                ports[room * members + i] = port;
            }
        }
    }

    @Benchmark
    public int tick() {
        for (int room = 0; room < rooms; room++) {
            turn(room * members, mixers[room]);
        }
        return out[0];
    }

    private void turn(int first, Mixer mixer) {
        for (int i = 0; i < members; i++) {
            decoder.decode(payloads[i], 0, SAMPLES, frame, 0);
            ports[first + i].push(frame, SAMPLES, RATE);
        }
        mixer.mix();
        for (int i = 0; i < members; i++) {
            if (ports[first + i].pullPayload(codec, PACKET_MILLIS, out) == PayloadSource.NOT_SHARED
                    && ports[first + i].pull(frame, SAMPLES, RATE)) {
                encoder.encode(frame, 0, SAMPLES, out, 0);
            }
        }
    }

    @Override
    public void talking(boolean talks) {}

    @Override
    public void gone() {}
}
