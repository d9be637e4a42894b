package io.ringflow.media.codec.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The functions of libopus, as opus.h has them, for one channel. Immutable. Pointers are bare addresses: whoever calls
 * keeps the memory reachable.
 */
@SuppressWarnings("restricted")
final class OpusFunctions {
    private static final int CHANNELS = 1;
    private static final int APPLICATION_VOIP = 2048;
    private static final int GET_FINAL_RANGE = 4031;
    private static final int LONGEST_VERSION = 64;
    private static final AddressLayout TEXT =
            ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(LONGEST_VERSION, JAVA_BYTE));

    private final MethodHandle encoderBytes;
    private final MethodHandle initEncoder;
    private final MethodHandle encode;
    private final MethodHandle setEncoder;
    private final MethodHandle decoderBytes;
    private final MethodHandle initDecoder;
    private final MethodHandle decode;
    private final MethodHandle getDecoder;
    private final String version;

    /** @throws java.util.NoSuchElementException when the library lacks one of them */
    OpusFunctions(SymbolLookup library) {
        encoderBytes = bind(library, "opus_encoder_get_size", JAVA_INT);
        initEncoder = bind(library, "opus_encoder_init", JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT);
        encode = bind(library, "opus_encode", JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
        setEncoder = bindVariadic(library, "opus_encoder_ctl", JAVA_INT);
        decoderBytes = bind(library, "opus_decoder_get_size", JAVA_INT);
        initDecoder = bind(library, "opus_decoder_init", JAVA_LONG, JAVA_INT, JAVA_INT);
        decode = bind(library, "opus_decode", JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
        getDecoder = bindVariadic(library, "opus_decoder_ctl", JAVA_LONG);
        version = version(library);
    }

    private static MethodHandle bind(SymbolLookup library, String name, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private static MethodHandle bindVariadic(SymbolLookup library, String name, MemoryLayout last) {
        return Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow(name),
                        FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, last),
                        Linker.Option.firstVariadicArg(2));
    }

    private static String version(SymbolLookup library) {
        MethodHandle function = Linker.nativeLinker()
                .downcallHandle(library.findOrThrow("opus_get_version_string"), FunctionDescriptor.of(TEXT));
        try {
            return ((MemorySegment) function.invokeExact()).getString(0);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    // A native function throws nothing: what comes here is an error of the binding.
    private static AssertionError broken(Throwable e) {
        return new AssertionError(e);
    }

    String version() {
        return version;
    }

    int encoderBytes() {
        try {
            return (int) encoderBytes.invokeExact(CHANNELS);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    int initEncoder(long state, int sampleRate) {
        try {
            return (int) initEncoder.invokeExact(state, sampleRate, CHANNELS, APPLICATION_VOIP);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    int set(long encoder, int request, int value) {
        try {
            return (int) setEncoder.invokeExact(encoder, request, value);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    int encode(long state, long pcm, int samples, long packet, int most) {
        try {
            return (int) encode.invokeExact(state, pcm, samples, packet, most);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    int decoderBytes() {
        try {
            return (int) decoderBytes.invokeExact(CHANNELS);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    int initDecoder(long state, int sampleRate) {
        try {
            return (int) initDecoder.invokeExact(state, sampleRate, CHANNELS);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    int decode(long state, long packet, int length, long pcm, int samples, int before) {
        try {
            return (int) decode.invokeExact(state, packet, length, pcm, samples, before);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    int finalRange(long decoder) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment range = arena.allocate(JAVA_INT);
            int error = (int) getDecoder.invokeExact(decoder, GET_FINAL_RANGE, range.address());
            return error == 0 ? range.get(JAVA_INT, 0) : 0;
        } catch (Throwable e) {
            throw broken(e);
        }
    }
}
