package io.ringflow.media.codec;

/** Thrown by a codec's constructor: the codec is known but can't be had here, and the message says why. */
public final class CodecUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * @param key what the codec would be called in the configuration
     * @param why for the operator, e.g. {@code libopus.so.0 is not installed}
     */
    public CodecUnavailable(String key, String why) {
        super(why);
        this.key = key;
    }

    public CodecUnavailable(String key, String why, Throwable cause) {
        super(why, cause);
        this.key = key;
    }

    public String key() {
        return key;
    }
}
