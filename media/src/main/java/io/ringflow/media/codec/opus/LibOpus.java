package io.ringflow.media.codec.opus;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.lang.ref.Reference;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opus by the native library. Shared; keeps the memory of calls that have ended for the next ones. */
final class LibOpus implements OpusLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(LibOpus.class);
    private static final String[] NAMES = {"libopus.so.0", "libopus.0.dylib"};

    // opus_defines.h
    private static final int SET_BITRATE = 4002;
    private static final int SET_MAX_BANDWIDTH = 4004;
    private static final int SET_VBR = 4006;
    private static final int SET_COMPLEXITY = 4010;
    private static final int SET_INBAND_FEC = 4012;
    private static final int SET_PACKET_LOSS_PERC = 4014;
    private static final int SET_DTX = 4016;
    private static final int NARROWBAND = 1101;

    private static final int MOST_PCM = OpusPacket.MOST_MILLIS * OpusPacket.CLOCK_RATE / 1_000;

    private final OpusFunctions functions;
    private final OpusMemory.Pool encoders;
    private final OpusMemory.Pool decoders;

    LibOpus(OpusFunctions functions) {
        this.functions = functions;
        this.encoders = new OpusMemory.Pool(functions.encoderBytes(), MOST_PCM / 2, Opus.MOST_PAYLOAD_BYTES);
        this.decoders = new OpusMemory.Pool(functions.decoderBytes(), MOST_PCM, OpusDecoder.MOST_BYTES);
    }

    /** The library, when it is installed and can be used. */
    static Optional<OpusLibrary> load() {
        return load(NAMES);
    }

    @SuppressWarnings("restricted")
    static Optional<OpusLibrary> load(String... names) {
        for (String name : names) {
            SymbolLookup symbols;
            try {
                symbols = SymbolLookup.libraryLookup(name, Arena.global());
            } catch (IllegalArgumentException e) {
                LOG.debug("{} can't be loaded: {}", name, e.getMessage());
                continue;
            }
            try {
                return Optional.of(new LibOpus(new OpusFunctions(symbols)));
            } catch (NoSuchElementException | UnsupportedOperationException e) {
                LOG.warn("{} can't be used: {}", name, e.getMessage());
            }
        }
        return Optional.empty();
    }

    @Override
    public String version() {
        return functions.version();
    }

    @Override
    public Coder encoder(OpusSettings settings) {
        OpusMemory memory = encoders.take();
        long state = memory.state();
        check(functions.initEncoder(state, settings.sampleRate()));
        check(functions.set(state, SET_BITRATE, settings.bitRate()));
        check(functions.set(state, SET_COMPLEXITY, OpusSettings.COMPLEXITY));
        check(functions.set(state, SET_MAX_BANDWIDTH, bandwidth(settings.widestRate())));
        check(functions.set(state, SET_INBAND_FEC, settings.fec() ? 1 : 0));
        check(functions.set(state, SET_PACKET_LOSS_PERC, settings.fec() ? OpusSettings.EXPECTED_LOSS_PERCENT : 0));
        check(functions.set(state, SET_DTX, settings.dtx() ? 1 : 0));
        check(functions.set(state, SET_VBR, settings.constant() ? 0 : 1));
        return new NativeCoder(memory);
    }

    private static int bandwidth(int rate) {
        return switch (rate) {
            case 8_000 -> NARROWBAND;
            case 12_000 -> NARROWBAND + 1;
            case 16_000 -> NARROWBAND + 2;
            case 24_000 -> NARROWBAND + 3;
            default -> NARROWBAND + 4;
        };
    }

    @Override
    public Frames decoder(int sampleRate) {
        OpusMemory memory = decoders.take();
        check(functions.initDecoder(memory.state(), sampleRate));
        return new NativeFrames(memory);
    }

    private static void check(int error) {
        if (error != 0) {
            throw new IllegalStateException("libopus refuses a setting: error " + error);
        }
    }

    private final class NativeCoder implements Coder {
        private @Nullable OpusMemory memory;

        NativeCoder(OpusMemory memory) {
            this.memory = memory;
        }

        @Override
        public int encode(short[] pcm, int pcmOffset, int samples, byte[] packet, int packetOffset, int most) {
            OpusMemory used = memory;
            if (used == null) {
                return -1;
            }
            try {
                used.putPcm(pcm, pcmOffset, samples);
                int bytes = functions.encode(used.state(), used.pcm(), samples, used.packet(), most);
                if (bytes > 0) {
                    used.getPacket(packet, packetOffset, bytes);
                }
                return bytes;
            } finally {
                Reference.reachabilityFence(used);
            }
        }

        @Override
        public void close() {
            OpusMemory used = memory;
            memory = null;
            if (used != null) {
                encoders.give(used);
            }
        }
    }

    private final class NativeFrames implements Frames {
        private @Nullable OpusMemory memory;

        NativeFrames(OpusMemory memory) {
            this.memory = memory;
        }

        @Override
        public int decode(byte[] packet, int offset, int length, int samples, boolean before) {
            OpusMemory used = memory;
            if (used == null) {
                return -1;
            }
            try {
                used.putPacket(packet, offset, length);
                int redundancy = before ? 1 : 0;
                return functions.decode(used.state(), used.packet(), length, used.pcm(), samples, redundancy);
            } finally {
                Reference.reachabilityFence(used);
            }
        }

        @Override
        public int conceal(int samples) {
            OpusMemory used = memory;
            if (used == null) {
                return -1;
            }
            try {
                return functions.decode(used.state(), 0, 0, used.pcm(), samples, 0);
            } finally {
                Reference.reachabilityFence(used);
            }
        }

        @Override
        public void copy(int from, short[] pcm, int pcmOffset, int samples) {
            OpusMemory used = memory;
            if (used != null) {
                used.getPcm(from, pcm, pcmOffset, samples);
            }
        }

        @Override
        public int finalRange() {
            OpusMemory used = memory;
            return used == null ? 0 : functions.finalRange(used.state());
        }

        @Override
        public void close() {
            OpusMemory used = memory;
            memory = null;
            if (used != null) {
                decoders.give(used);
            }
        }
    }
}
