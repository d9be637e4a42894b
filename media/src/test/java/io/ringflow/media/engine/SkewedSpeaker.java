package io.ringflow.media.engine;

import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaSession;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.Pcma;
import io.ringflow.testkit.net.LossRule;
import java.net.InetSocketAddress;

/** A telephone that says one tone by a clock of its own, over a network that loses; and what it has heard of late. */
final class SkewedSpeaker implements AutoCloseable {
    static final double PEAK = 6_000;

    private static final int FRAME = 160;
    private static final int REMEMBERED = 8_000;

    final double hertz;

    private final double perTick;
    private final LossRule network;
    private final FarEnd far = FarEnd.local();
    private final InetSocketAddress port;
    private final Codec.Encoder encoder = new Pcma().newEncoder();
    private final Codec.Decoder decoder = new Pcma().newDecoder();
    private final short[] pcm = new short[FRAME];
    private final byte[] payload = new byte[FRAME];
    private final short[] heard = new short[REMEMBERED];

    private double clock;
    private long said;
    private int hearing;
    int sent;
    int lost;

    /** @param ppm how much faster its clock is than the conference's, in millionths */
    SkewedSpeaker(MediaSession session, double hertz, double ppm, LossRule network) {
        this.hertz = hertz;
        this.perTick = FRAME * (1 + ppm / 1e6);
        this.network = network;
        this.port = FarEnd.portOf(session.answer(far.offer()));
    }

    /** What 20 ms of the conference's time bring. */
    void tick(long millis) {
        for (clock += perTick; said + FRAME <= clock; said += FRAME) {
            for (int i = 0; i < FRAME; i++) {
                pcm[i] = (short) Math.round(PEAK * Math.sin(2 * Math.PI * hertz * (said + i) / 8_000));
            }
            encoder.encode(pcm, 0, FRAME, payload, 0);
            sent++;
            if (network.judge(payload, millis).copies() == 0) {
                far.sequence++;
                lost++;
            } else {
                far.send(port, 8, far.timestamp, payload);
            }
            far.timestamp += FRAME;
        }
    }

    void listen() {
        for (FarEnd.Heard packet : far.hears()) {
            decoder.decode(packet.payload(), 0, packet.payload().length, pcm, 0);
            for (int i = 0; i < packet.payload().length; i++) {
                heard[hearing++ % REMEMBERED] = pcm[i];
            }
        }
    }

    /** How loud a tone is in the last second that it heard, as the peak of a sine. */
    double hears(double tone) {
        return peak(heard, 0, REMEMBERED, tone);
    }

    /** Peak of the sine of this frequency in some samples. */
    static double peak(short[] samples, int from, int count, double tone) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * tone * i / 8_000;
            real += samples[from + i] * Math.cos(angle);
            imaginary += samples[from + i] * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / count;
    }

    @Override
    public void close() {
        far.close();
    }
}
