package io.ringflow.media.codec.speex;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The classes of JSpeex, bound by name: its jar comes with the operating system and is on no public repository, so that
 * nothing here may need it to compile or to start. Immutable; shared.
 */
final class JSpeex {
    private final ClassLoader loader;
    private final Band narrow;
    private final Band wide;
    private final MethodHandle newBits;
    private final MethodHandle initBits;
    private final MethodHandle readBits;
    private final MethodHandle packBits;
    private final MethodHandle bitsBuffer;
    private final MethodHandle encode;
    private final MethodHandle encodedBits;
    private final MethodHandle setQuality;
    private final MethodHandle setComplexity;
    private final MethodHandle decode;
    private final MethodHandle enhance;

    /** How the encoder and the decoder of a band are made. */
    private record Band(
            MethodHandle encoder, MethodHandle initEncoder, MethodHandle decoder, MethodHandle initDecoder) {}

    /**
     * @throws ClassNotFoundException when the jar is not on the class path of {@code loader}
     * @throws ReflectiveOperationException when it is not the one known
     */
    JSpeex(ClassLoader loader) throws ReflectiveOperationException {
        this.loader = loader;
        Class<?> bits = type("Bits");
        narrow = band("Nb", "nbinit");
        wide = band("Sb", "wbinit");
        newBits = constructor(bits);
        initBits = method(bits, "init", methodType(void.class));
        readBits = method(bits, "read_from", methodType(void.class, byte[].class, int.class, int.class));
        packBits = method(bits, "pack", methodType(void.class, int.class, int.class));
        bitsBuffer = method(bits, "getBuffer", methodType(byte[].class));
        Class<?> encoder = type("Encoder");
        encode = method(encoder, "encode", methodType(int.class, bits, float[].class));
        encodedBits = method(encoder, "getEncodedFrameSize", methodType(int.class));
        setQuality = method(encoder, "setQuality", methodType(void.class, int.class));
        setComplexity = method(encoder, "setComplexity", methodType(void.class, int.class));
        Class<?> decoder = type("Decoder");
        decode = method(decoder, "decode", methodType(int.class, bits, float[].class));
        enhance = method(decoder, "setPerceptualEnhancement", methodType(void.class, boolean.class));
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("org.xiph.speex." + name, true, loader);
    }

    private Band band(String prefix, String init) throws ReflectiveOperationException {
        Class<?> encoder = type(prefix + "Encoder");
        Class<?> decoder = type(prefix + "Decoder");
        MethodType nothing = methodType(void.class);
        return new Band(
                constructor(encoder),
                method(encoder, init, nothing),
                constructor(decoder),
                method(decoder, init, nothing));
    }

    private static MethodHandle constructor(Class<?> type) throws ReflectiveOperationException {
        return erased(MethodHandles.publicLookup().findConstructor(type, methodType(void.class)));
    }

    private static MethodHandle method(Class<?> type, String name, MethodType kind)
            throws ReflectiveOperationException {
        return erased(MethodHandles.publicLookup().findVirtual(type, name, kind));
    }

    /** With Object wherever it has a class of the jar. */
    private static MethodHandle erased(MethodHandle handle) {
        MethodType kind = handle.type();
        for (int i = 0; i < kind.parameterCount(); i++) {
            Class<?> parameter = kind.parameterType(i);
            kind = parameter.isPrimitive() || parameter.isArray() ? kind : kind.changeParameterType(i, Object.class);
        }
        Class<?> result = kind.returnType();
        return handle.asType(result.isPrimitive() || result.isArray() ? kind : kind.changeReturnType(Object.class));
    }

    Object newBits() throws Throwable {
        Object bits = (Object) newBits.invokeExact();
        initBits.invokeExact(bits);
        return bits;
    }

    /** Empties the bits, to write to them. */
    void clear(Object bits) throws Throwable {
        initBits.invokeExact(bits);
    }

    void pack(Object bits, int value, int count) throws Throwable {
        packBits.invokeExact(bits, value, count);
    }

    /** Fills the bits, to read from them. */
    void fill(Object bits, byte[] payload, int length) throws Throwable {
        readBits.invokeExact(bits, payload, 0, length);
    }

    byte[] written(Object bits) throws Throwable {
        return (byte[]) bitsBuffer.invokeExact(bits);
    }

    Object newEncoder(boolean wideBand, int quality, int complexity) throws Throwable {
        Band band = wideBand ? wide : narrow;
        Object encoder = (Object) band.encoder.invokeExact();
        band.initEncoder.invokeExact(encoder);
        setQuality.invokeExact(encoder, quality);
        setComplexity.invokeExact(encoder, complexity);
        return encoder;
    }

    Object newDecoder(boolean wideBand) throws Throwable {
        Band band = wideBand ? wide : narrow;
        Object decoder = (Object) band.decoder.invokeExact();
        band.initDecoder.invokeExact(decoder);
        // its filter moves levels away from those of libspeex
        enhance.invokeExact(decoder, false);
        return decoder;
    }

    /** Encodes one frame, which is used up, and returns the bits it took. */
    int encode(Object encoder, Object bits, float[] frame) throws Throwable {
        int unused = (int) encode.invokeExact(encoder, bits, frame);
        return (int) encodedBits.invokeExact(encoder);
    }

    /** Decodes the next frame, or guesses one when there are no bits. */
    void decode(Object decoder, @Nullable Object bits, float[] frame) throws Throwable {
        int unused = (int) decode.invokeExact(decoder, bits, frame);
    }
}
