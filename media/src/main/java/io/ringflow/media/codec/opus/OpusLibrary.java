package io.ringflow.media.codec.opus;

/** An implementation of Opus, one channel of PCM on our side. Stateless; shared. */
interface OpusLibrary {

    /** Name and version, for the log. */
    String version();

    Coder encoder(OpusSettings settings);

    Frames decoder(int sampleRate);

    /** The state of one direction that encodes. Arguments are checked by {@link OpusEncoder}. */
    interface Coder extends AutoCloseable {
        /** Bytes written, at most {@code most}; negative when it failed. */
        int encode(short[] pcm, int pcmOffset, int samples, byte[] packet, int packetOffset, int most);

        @Override
        void close();
    }

    /**
     * The state of one direction that decodes, with the frames it decoded last. Arguments are checked by {@link
     * OpusDecoder}.
     */
    interface Frames extends AutoCloseable {
        /**
         * Decodes a well-formed packet, or what it says of the {@code samples} before it.
         *
         * @return samples decoded; negative when that failed
         */
        int decode(byte[] packet, int offset, int length, int samples, boolean before);

        /** Guesses samples that did not come, a multiple of 2.5 ms. Returns as {@link #decode}. */
        int conceal(int samples);

        /** Copies of what was decoded last. */
        void copy(int from, short[] pcm, int pcmOffset, int samples);

        /** The state that the entropy coders of both ends share after a packet. Tells whether decoding was exact. */
        int finalRange();

        @Override
        void close();
    }
}
