package io.ringflow.media.codec.opus;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.CodecUnavailable;
import io.ringflow.media.codec.FormatParameters;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opus as SDP sees it: {@code opus/48000/2}, whatever is inside. PCM is one channel at 16 kHz, or at what the system
 * property {@value #RATE_PROPERTY} says: 8000, 12000, 16000, 24000 or 48000.
 *
 * <p>By libopus when it is installed, otherwise by Concentus, which is pure Java, several times dearer, and allocates.
 */
public final class Opus implements Codec {
    /** Names the system property with the PCM rate in Hz. */
    public static final String RATE_PROPERTY = "ringflow.opus.rate";

    /** What fits in a datagram that no network cuts; an encoder that is told so keeps to it. */
    static final int MOST_PAYLOAD_BYTES = 1_400;

    private static final Logger LOG = LoggerFactory.getLogger(Opus.class);
    private static final String KEY = "OPUS";
    private static final int USUAL_RATE = 16_000;
    private static final Set<Integer> RATES = Set.of(8_000, 12_000, 16_000, 24_000, 48_000);

    private final OpusLibrary library;
    private final OpusSettings settings;

    /** With the library that is there. For service loading. */
    public Opus() {
        this(installed(), OpusSettings.of(Integer.getInteger(RATE_PROPERTY, USUAL_RATE)));
    }

    Opus(OpusLibrary library, OpusSettings settings) {
        if (!RATES.contains(settings.sampleRate())) {
            throw new CodecUnavailable(
                    KEY,
                    RATE_PROPERTY + " is " + settings.sampleRate()
                            + ", and must be 8000, 12000, 16000, 24000 or 48000");
        }
        this.library = library;
        this.settings = settings;
    }

    /**
     * By one implementation, for those who compare them.
     *
     * @param implementation {@code libopus} or {@code concentus}
     * @throws CodecUnavailable when it is not installed
     */
    public static Opus by(String implementation) {
        OpusSettings settings = OpusSettings.of(USUAL_RATE);
        if (implementation.equals("concentus")) {
            return new Opus(new Concentus(), settings);
        }
        OpusLibrary library =
                LibOpus.load().orElseThrow(() -> new CodecUnavailable(KEY, implementation + " is not installed"));
        return new Opus(library, settings);
    }

    private static OpusLibrary installed() {
        Optional<OpusLibrary> found = LibOpus.load();
        if (found.isPresent()) {
            LOG.info("opus by {}", found.get().version());
            return found.get();
        }
        OpusLibrary fallback = new Concentus();
        LOG.info("opus by {}, several times dearer than libopus: install libopus0", fallback.version());
        return fallback;
    }

    @Override
    public String name() {
        return "opus";
    }

    @Override
    public int clockRate() {
        return OpusPacket.CLOCK_RATE;
    }

    @Override
    public int channels() {
        return 2; // RFC 7587 §7: always
    }

    @Override
    public int sampleRate() {
        return settings.sampleRate();
    }

    @Override
    public int staticPayloadType() {
        return -1;
    }

    @Override
    public int maxPayloadBytes(int millis) {
        int frames = (millis + 19) / 20;
        return Math.min(frames * (OpusPacket.MOST_FRAME_BYTES + 1), MOST_PAYLOAD_BYTES);
    }

    @Override
    public int packetMillis(int wanted) {
        if (wanted >= 60) {
            return 60;
        }
        if (wanted >= 40) {
            return 40;
        }
        return wanted >= 20 ? 20 : 10;
    }

    @Override
    public int unitMillis(int packetMillis) {
        return packetMillis; // payloads have headers: they can't be joined
    }

    @Override
    public int samplesIn(byte[] payload, int offset, int length) {
        return OpusPacket.samples(payload, offset, length, settings.sampleRate());
    }

    @Override
    public String parameters() {
        return "maxplaybackrate=" + settings.sampleRate() + ";sprop-maxcapturerate=" + settings.sampleRate()
                + ";stereo=0;useinbandfec=1";
    }

    @Override
    public Optional<Codec> agreed(FormatParameters far) {
        OpusSettings agreed = settings.agreed(far);
        return Optional.of(agreed.equals(settings) ? this : new Opus(library, agreed));
    }

    @Override
    public String variant() {
        return KEY + "-" + settings.text();
    }

    @Override
    public Encoder newEncoder() {
        return new OpusEncoder(library.encoder(settings), settings);
    }

    @Override
    public Decoder newDecoder() {
        return new OpusDecoder(library.decoder(settings.sampleRate()), settings.sampleRate());
    }
}
